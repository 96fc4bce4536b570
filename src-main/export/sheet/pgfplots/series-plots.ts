import type { Paper } from '@shared/drawing/paper';
import { DOTS_OPACITY, FINE, MARKER_RADIUS } from '@shared/drawing/plot/data-marks';
import { plainText } from '@shared/figures/plain-text';
import type { FigurePanel, FigurePoint, FigureSeries } from '@shared/figures/figure-data';
import { bandPlots } from './band-plots';
import { held } from './held';
import type { Inks } from './inks';
import { bp } from './lengths';
import { coordinates } from './reference-plot';
import type { Table } from './table';

/** A series' columns, and the plots that read them: its band, its line and its markers. */
export function seriesPlots(
  { style: { lineWidth } }: Paper,
  series: FigureSeries,
  panel: FigurePanel,
  inks: Inks,
  table: Table,
  prefix: string,
): string[] {
  const { points, label, id, marked } = series;
  const colour = inks.of(series.ink);
  table.say(`${prefix}: ${plainText(label || id)}`);
  const add = (name: string, value: (point: FigurePoint) => number | null): void =>
    table.add(`${prefix}-${name}`, points.map(value));
  add('x', ({ x }) => x);
  add('y', ({ y }) => y);
  if (points.some(({ low }) => low !== null)) {
    add('low', ({ low }) => low);
    add('high', ({ high }) => high);
  }
  if (points.some(({ n }) => n > 1)) add('n', ({ n }) => n);
  const shown = points.map(({ y }) => held(y, panel.y));
  const differs = shown.some((y, i) => y !== points[i]!.y);
  if (differs) table.add(`${prefix}-drawn`, shown);

  const dots = series.drawn === 'dots';
  const faint = dots ? `, fill opacity=${DOTS_OPACITY}` : '';
  const mark = `mark=*, mark size=${bp(MARKER_RADIUS * lineWidth)}, mark options={solid, draw opacity=0, fill=${colour}${faint}}`;
  const line = `color=${colour}, line width=${bp(marked ? lineWidth : FINE * lineWidth)}, ${marked ? mark : 'no marks'}`;
  const alone = marked || dots ? [] : lonePoints(points, shown);
  return [
    ...bandPlots(series, panel, colour, table, prefix),
    `\\addplot[${dots ? `only marks, ${mark}` : line}] table[x=${prefix}-x, y=${prefix}-${differs ? 'drawn' : 'y'}] {${table.name}};`,
    ...(alone.length > 0 ? [`\\addplot[only marks, ${mark}] coordinates {${coordinates(alone)}};`] : []),
  ];
}

/** Points between gaps: no line would show them. */
function lonePoints(
  points: readonly FigurePoint[],
  shown: readonly (number | null)[],
): (readonly [number, number])[] {
  return points.flatMap(({ x }, i) => {
    const y = shown[i] ?? null;
    return y === null || (shown[i - 1] ?? null) !== null || (shown[i + 1] ?? null) !== null ? [] : [[x, y]];
  });
}
