import type { Paper } from '@shared/drawing/paper';
import { MARKER_RADIUS, seriesStroke } from '@shared/drawing/plot/data-marks';
import { DOTS_OPACITY, isOutline, OUTLINE } from '@shared/drawing/plot/marker-marks';
import { plainText } from '@shared/figures/plain-text';
import type { FigurePanel, FigurePoint, FigureSeries, Marker } from '@shared/figures/figure-data';
import { bandPlots } from './band-plots';
import { held } from './held';
import type { Inks } from './inks';
import { bp } from './lengths';
import { dashPattern } from './marks-as-tikz';
import { coordinates } from './reference-plot';
import type { Table } from './table';

/** A series' columns, and the plots that read them: its band, its line and its markers. */
export function seriesPlots(
  paper: Paper,
  series: FigureSeries,
  panel: FigurePanel,
  inks: Inks,
  table: Table,
  prefix: string,
): string[] {
  const { lineWidth } = paper.style;
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
  const across = points.map(({ x }) => held(x, panel.x));
  const moved = across.some((x, i) => x !== points[i]!.x);
  if (moved) table.add(`${prefix}-drawn-x`, across);

  const dots = series.drawn === 'dots';
  const mark = markKeys(series, colour, MARKER_RADIUS * lineWidth);
  const { width, dashes } = seriesStroke(paper, series, colour);
  const dashed = dashes ? `, ${dashPattern(dashes)}` : '';
  const line = `color=${colour}, line width=${bp(width)}${dashed}, ${marked ? mark : 'no marks'}`;
  const alone = marked || dots ? [] : lonePoints(across, shown);
  return [
    ...bandPlots(series, panel, colour, table, prefix),
    `\\addplot[${dots ? `only marks, ${mark}` : line}] table[x=${prefix}-${moved ? 'drawn-x' : 'x'}, y=${prefix}-${differs ? 'drawn' : 'y'}] {${table.name}};`,
    ...(alone.length > 0 ? [`\\addplot[only marks, ${mark}] coordinates {${coordinates(alone)}};`] : []),
  ];
}

/** A full marker; of a cloud a faint one, or an outline. */
function markKeys({ drawn, marker = 'circle' }: FigureSeries, colour: string, radius: number): string {
  const dots = drawn === 'dots';
  const outline = dots && isOutline(marker);
  const size = bp(outline ? OUTLINE.radius * radius : radius);
  const ink = outline
    ? `draw=${colour}, fill=none, line width=${bp(OUTLINE.width * radius)}`
    : `draw opacity=0, fill=${colour}${dots ? `, fill opacity=${DOTS_OPACITY}` : ''}`;
  const turned = marker === 'invertedTriangle' ? ', rotate=180' : '';
  return `mark=${MARKS[marker]}, mark size=${size}, mark options={solid, ${ink}${turned}}`;
}

const MARKS: Readonly<Record<Marker, string>> = {
  circle: '*',
  square: 'square*',
  triangle: 'triangle*',
  diamond: 'diamond*',
  invertedTriangle: 'triangle*',
  pentagon: 'pentagon*',
};

/** Points between gaps: no line would show them. */
function lonePoints(
  across: readonly (number | null)[],
  shown: readonly (number | null)[],
): (readonly [number, number])[] {
  return across.flatMap((x, i) => {
    const y = shown[i] ?? null;
    return x === null || y === null || (shown[i - 1] ?? null) !== null || (shown[i + 1] ?? null) !== null
      ? []
      : [[x, y]];
  });
}
