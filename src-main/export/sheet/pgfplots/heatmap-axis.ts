import type { Box } from '@shared/drawing/drawing';
import { setCategories } from '@shared/drawing/heatmap/category-axes';
import { cellSize, GAP, groundColour, isFine, isPale, isSeeThrough } from '@shared/drawing/heatmap/cells';
import { stepPoints } from '@shared/drawing/heatmap/step-points';
import { HALO, stepDashes } from '@shared/drawing/heatmap/step-marks';
import type { Paper } from '@shared/drawing/paper';
import { plainText } from '@shared/figures/plain-text';
import type { AxisTick } from '@shared/figures/figure-data';
import type { HeatmapAxis, HeatmapCell, HeatmapFigure, StepLine } from '@shared/figures/heatmap-data';
import { boxKeys, tickKeys, type Plots } from './axis-keys';
import { colourBarKeys } from './colour-bar-keys';
import { heatmapTable } from './heatmap-table';
import type { Inks } from './inks';
import { bp } from './lengths';
import { dashPattern } from './marks-as-tikz';
import { coordinates } from './reference-plot';

/** Cells as squares of unit side about whole numbers, coloured by their shade. */
export function heatmapPlots(paper: Paper, figure: HeatmapFigure, box: Box, inks: Inks, file: string): Plots {
  const { columns, lines, cells, steps } = figure;
  const { categories } = figure.legend;
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
      ...(categories === undefined ? colourBarKeys(paper, figure, box) : []),
      'clip=false',
    ],
    body: [
      ...(categories === undefined
        ? [`\\addplot[${plot.join(', ')}] table[x=column, y=line, meta=shade] {${table.name}};`]
        : cells.map((cell) => ground(paper, figure, cell, fine, inks))),
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

/** The ground of a cell in its own colour: a scale of colours would have but one. */
function ground(paper: Paper, figure: HeatmapFigure, cell: HeatmapCell, fine: boolean, inks: Inks): string {
  const colour = inks.named(groundColour(paper, figure, cell));
  return `\\path[fill=${colour}] ${corner(cell, -1, fine ? 0 : GAP / 2)} rectangle ${corner(cell, 1, fine ? 0 : GAP / 2)};`;
}

/** A corner of a cell, moved inwards by so many points. */
function corner({ column, line }: HeatmapCell, side: -1 | 1, inset: number): string {
  const shift = bp(-side * inset);
  return `([shift={(${shift},${shift})}]axis cs:${column + side / 2},${line + side / 2})`;
}

/** Holds a cell of the surface's colour together. */
function edge({ hairline, theme }: Paper, cell: HeatmapCell, fine: boolean, inks: Inks): string {
  const width = fine ? hairline / 2 : hairline;
  const inset = fine ? 0 : (GAP + width) / 2;
  return `\\path[draw=${inks.named(theme.line)}, line width=${bp(width)}] ${corner(cell, -1, inset)} rectangle ${corner(cell, 1, inset)};`;
}

/** With a halo, so that it is seen on dark cells. */
function stepPlot(paper: Paper, step: StepLine, inks: Inks): string {
  const { style, theme, unit } = paper;
  const { lineWidth } = style;
  const dashes = stepDashes(paper, step);
  const dashed = dashes ? `, ${dashPattern(dashes)}` : '';
  const halo = `preaction={draw=${inks.named(theme.surface)}, line width=${bp(lineWidth + HALO * unit)}}`;
  // Downwards in the drawing is upwards here.
  const points = stepPoints(step, (column, line) => ({
    x: column - 0.5,
    y: -line - 0.5,
    width: 1,
    height: 1,
  })).map(([x, y]) => [x, -y] as const);
  return `% ${plainText(step.meaning).replace(/\s+/g, ' ')}
\\addplot[color=${inks.of({ kind: 'theory' })}, line width=${bp(lineWidth)}${dashed}, ${halo}] coordinates {${coordinates(points)}};`;
}
