import type { Box } from '@shared/drawing/drawing';
import { setCategories } from '@shared/drawing/heatmap/category-axes';
import { cellSize, GAP, isFine, isPale, isSeeThrough } from '@shared/drawing/heatmap/cells';
import { stepPoints } from '@shared/drawing/heatmap/step-points';
import { HALO } from '@shared/drawing/heatmap/step-marks';
import type { Paper } from '@shared/drawing/paper';
import { plainText } from '@shared/figures/plain-text';
import type { AxisTick } from '@shared/figures/figure-data';
import type { HeatmapAxis, HeatmapCell, HeatmapFigure, StepLine } from '@shared/figures/heatmap-data';
import { boxKeys, tickKeys, type Plots } from './axis-keys';
import { colourBarKeys } from './colour-bar-keys';
import { heatmapTable } from './heatmap-table';
import type { Inks } from './inks';
import { bp } from './lengths';
import { coordinates } from './reference-plot';

/** Cells as squares of unit side about whole numbers, coloured by their shade. */
export function heatmapPlots(paper: Paper, figure: HeatmapFigure, box: Box, inks: Inks, file: string): Plots {
  const { columns, lines, cells, steps } = figure;
  const { upwards, everyColumn, everyLine } = setCategories(paper, figure, box);
  const fine = isFine(cellSize(figure, box));
  const table = heatmapTable(figure, file);
  const surface = inks.named(paper.theme.surface);
  const look = fine ? [] : ['shader=faceted', `faceted color=${surface}`, `line width=${bp(GAP)}`];
  const plot = ['matrix plot*', `mesh/cols=${columns.values.length}`, 'point meta=explicit', ...look];
  return {
    table,
    keys: [
      'sheet cells',
      `sheet columns ${upwards ? 'upwards' : 'level'}`,
      ...boxKeys(box),
      ...ends('x', columns, everyColumn),
      ...ends('y', lines, everyLine),
      ...colourBarKeys(paper, figure, box),
      'clip=false',
    ],
    body: [
      `\\addplot[${plot.join(', ')}] table[x=column, y=line, meta=shade] {${table.name}};`,
      ...cells
        .filter((cell) => (fine ? isSeeThrough(paper, cell) : isPale(cell)))
        .map((cell) => edge(paper, cell, fine, inks)),
      ...steps.map((step) => stepPlot(paper, step, inks)),
    ],
  };
}

function ends(name: 'x' | 'y', { values }: HeatmapAxis, every: number): string[] {
  const ticks = values.flatMap(({ label }, i): AxisTick[] => (i % every === 0 ? [{ value: i, label }] : []));
  return [`${name}min=-0.5, ${name}max=${values.length - 0.5}`, ...tickKeys(name, ticks)];
}

/** Holds a cell of the surface's colour together. */
function edge({ hairline, theme }: Paper, { column, line }: HeatmapCell, fine: boolean, inks: Inks): string {
  const width = fine ? hairline / 2 : hairline;
  const inset = fine ? 0 : (GAP + width) / 2;
  const corner = (side: -1 | 1): string => {
    const shift = bp(-side * inset);
    return `([shift={(${shift},${shift})}]axis cs:${column + side / 2},${line + side / 2})`;
  };
  return `\\path[draw=${inks.named(theme.line)}, line width=${bp(width)}] ${corner(-1)} rectangle ${corner(1)};`;
}

/** With a halo, so that it is seen on dark cells. */
function stepPlot({ style: { lineWidth }, theme, unit }: Paper, step: StepLine, inks: Inks): string {
  const halo = `preaction={draw=${inks.named(theme.surface)}, line width=${bp(lineWidth + HALO * unit)}}`;
  // Downwards in the drawing is upwards here.
  const points = stepPoints(step, (column, line) => ({
    x: column - 0.5,
    y: -line - 0.5,
    width: 1,
    height: 1,
  })).map(([x, y]) => [x, -y] as const);
  return `% ${plainText(step.meaning).replace(/\s+/g, ' ')}
\\addplot[color=${inks.of({ kind: 'theory' })}, line width=${bp(lineWidth)}, ${halo}] coordinates {${coordinates(points)}};`;
}
