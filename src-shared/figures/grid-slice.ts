import type { ExperimentSpec } from '../experiment/spec';
import type { CellCounts, CellRow } from './cell-table';

/**
 * The part of a grid that one figure shows: over the scales at one depth, a line a learning rate; or over the learning
 * rates at one scale, a line a depth. A heatmap of the first has columns of scales, of the second columns of depths.
 */
export type GridSlice =
  | { readonly over: 'scale'; readonly depth: number }
  | { readonly over: 'learningRate'; readonly scale: number };

/** A row of the table and its place in the plan. */
export interface PlacedRow<Row extends CellCounts = CellRow> {
  readonly cell: number;
  readonly row: Row;
}

/** The cells of one line, ascending in what the slice runs over. */
export interface SliceLine<Row extends CellCounts = CellRow> {
  /** The learning rate or the depth. */
  readonly value: number;
  /** Its rank among all of the experiment. */
  readonly index: number;
  readonly count: number;
  readonly cells: readonly PlacedRow<Row>[];
}

type Grid = ExperimentSpec['grid'];

export function learningRates(grid: Grid): number[] {
  return ascending(grid.training.map(({ learningRate }) => learningRate));
}

/** What an experiment shows first: what its grid varies. */
export function defaultSlice({ depths, scales }: Grid): GridSlice {
  return depths.length > 1 || scales.length === 1
    ? { over: 'learningRate', scale: scales[0]! }
    : { over: 'scale', depth: depths[0]! };
}

/** The slices that a reader can choose from. */
export function gridSlices(grid: Grid): GridSlice[] {
  const overScale = grid.scales.length > 1;
  const overRate = grid.depths.length > 1 || !overScale;
  return [
    ...(overScale ? ascending(grid.depths).map((depth): GridSlice => ({ over: 'scale', depth })) : []),
    ...(overRate ? ascending(grid.scales).map((scale): GridSlice => ({ over: 'learningRate', scale })) : []),
  ];
}

/** The lines of a slice, ascending in learning rate or depth. */
export function sliceLines<Row extends CellCounts>(
  grid: Grid,
  rows: readonly Row[],
  slice: GridSlice,
): SliceLine<Row>[] {
  const lineValue = slice.over === 'scale' ? 'learningRate' : 'depth';
  const values = slice.over === 'scale' ? learningRates(grid) : ascending(grid.depths);
  const cells = new Map<number, PlacedRow<Row>[]>(values.map((value) => [value, []]));
  rows.forEach((row, cell) => {
    if (isInSlice(row, slice)) cells.get(row[lineValue])?.push({ row, cell });
  });
  return values.map((value, index) => ({
    value,
    index,
    count: values.length,
    cells: cells.get(value)!.sort((a, b) => a.row[slice.over] - b.row[slice.over]),
  }));
}

/** The rows of a slice. */
export function sliceRows(rows: readonly CellRow[], slice: GridSlice): CellRow[] {
  return rows.filter((row) => isInSlice(row, slice));
}

function isInSlice(row: CellCounts, slice: GridSlice): boolean {
  return slice.over === 'scale' ? row.depth === slice.depth : row.scale === slice.scale;
}

/** A slice that a reader can choose, by name; it is the same slice whenever the name is the same. */
export function sliceId(slice: GridSlice): string {
  return slice.over === 'scale' ? `depth-${slice.depth}` : `scale-${slice.scale}`;
}

export function ascending(values: Iterable<number>): number[] {
  return [...values].sort((a, b) => a - b);
}
