import { LABEL_GAP as CATEGORY_GAP } from '@shared/drawing/heatmap/category-axes';
import { LABEL_GAP as BAR_LABEL_GAP, TICK as BAR_TICK } from '@shared/drawing/heatmap/colour-bar';
import { baselineAround, DESCENT, type Paper } from '@shared/drawing/paper';
import { LABEL_GAP, MINOR_TICK, TICK } from '@shared/drawing/plot/axes';
import { rounded } from '../decimal';
import { bp } from './lengths';

/** What words and axes of one picture have in common, in one place for those who change it. */

export function styles(paper: Paper): string[] {
  const { unit, hairline, labels } = paper;
  // From the middle of digits down to their baseline.
  const middle = `-${bp(baselineAround(paper, 0, labels))}*\\wordscale`;
  const line = `line width=${bp(hairline)}`;
  return [
    'x=1bp, y=-1bp, line join=round, color=inkText',
    'words/.style={inner sep=0pt, outer sep=0pt, font=\\fontsize{#1bp}{#1bp}\\selectfont, scale=\\wordscale}',
    style('sheet axis', [
      'scale only axis, anchor=north west',
      `axis line style={inkText, ${line}}`,
      `every tick/.style={inkText, ${line}}`,
      `tick align=outside, tick label style={words=${rounded(labels.size)}}`,
      'extra x tick labels={}, extra y tick labels={}',
      'unbounded coords=jump',
    ]),
    style('sheet lines', [
      'sheet axis, axis x line*=bottom, axis y line*=left',
      `major tick length=${bp(TICK * unit)}, minor tick length=${bp(MINOR_TICK * unit)}`,
      `xticklabel style={anchor=base, yshift=${bp(-LABEL_GAP * unit - (1 - DESCENT) * labels.size)}}`,
      `yticklabel style={anchor=base east, xshift=${bp(-LABEL_GAP * unit)}, yshift=${middle}}`,
      `ymajorgrids, grid style={inkLine, ${line}}, extra y tick style={grid=none}`,
    ]),
    style('sheet cells', [
      'sheet axis, axis line style={draw=none}, major tick length=0pt, colorbar shift/.style={}',
      `yticklabel style={anchor=base east, xshift=${bp(-CATEGORY_GAP * unit)}, yshift=${middle}}`,
    ]),
    style('sheet columns level', [
      `xticklabel style={anchor=base, yshift=${bp(-CATEGORY_GAP * unit - labels.size / 2)}${middle}}`,
    ]),
    style('sheet columns upwards', [
      `xticklabel style={rotate=90, anchor=base east, xshift=${bp(-CATEGORY_GAP * unit)}, yshift=${middle}}`,
    ]),
    style('sheet bar', [
      'sheet axis, axis line style={draw=inkText}, tick pos=right',
      `major tick length=${bp(BAR_TICK * unit)}`,
      `yticklabel style={anchor=base west, xshift=${bp(BAR_LABEL_GAP * unit)}, yshift=${middle}}`,
    ]),
  ];
}

function style(name: string, keys: readonly string[]): string {
  return `/pgfplots/${name}/.style={\n${keys.map((key) => `    ${key},\n`).join('')}  }`;
}
