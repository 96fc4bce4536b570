import type { FigurePoint, FigureSeries, FigureSource } from './figure-data';
import { formatSetting } from './format-number';
import type { GridSlice, PlacedRow, SliceLine } from './grid-slice';
import { rateInk } from './rate-ink';

/** A series a line of a slice. */
export function sliceSeries(
  source: FigureSource,
  lines: readonly SliceLine[],
  slice: GridSlice,
  point: (x: number, cell: PlacedRow) => FigurePoint,
): FigureSeries[] {
  const symbol = slice.over === 'scale' ? 'η' : 'L';
  return lines.map(({ value, index, count, cells }) => ({
    id: `${symbol}=${value}`,
    label: `${symbol} = ${formatSetting(value)}`,
    ink: slice.over === 'scale' ? rateInk(source, value) : { kind: 'ordinal', index, count },
    points: cells.map((cell) => point(cell.row[slice.over], cell)),
    marked: true,
  }));
}

/** The means alone. */
export function* means(series: readonly FigureSeries[]): Generator<number> {
  for (const { points } of series) for (const { y } of points) if (y !== null) yield y;
}

/** What a logarithmic axis holds: means and the upper ends of their intervals. Lower ends may be 0, and leave it. */
export function* heights(series: readonly FigureSeries[]): Generator<number> {
  yield* means(series);
  for (const { points } of series) for (const { high } of points) if (high !== null) yield high;
}

export function* abscissae(series: readonly FigureSeries[]): Generator<number> {
  for (const { points } of series) for (const { x } of points) yield x;
}
