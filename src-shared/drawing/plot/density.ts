import type { Box } from '../drawing';
import { bottom, right, type Place } from '../geometry';

/** How many of some places lie in a box: a search asks this of thousands of boxes. */
export type Density = (box: Box) => number;

/** Squares are a point wide, on large plots as wide as keeps the table small. */
const MOST_SQUARES = 512;

/** Counts by squares, whole ones, so that a place at a box's edge counts as in it. */
export function densityOf(places: readonly Place[], plot: Box): Density {
  const side = Math.max(1, Math.max(plot.width, plot.height) / MOST_SQUARES);
  const column = (x: number): number => Math.floor((x - plot.x) / side);
  const row = (y: number): number => Math.floor((y - plot.y) / side);
  const [columns, rows] = [column(right(plot)) + 1, row(bottom(plot)) + 1];
  const stride = columns + 1;
  // Of each corner: how many places lie left of and above it.
  const before = new Uint32Array(stride * (rows + 1));
  for (const [x, y] of places) {
    const [i, j] = [column(x), row(y)];
    if (i >= 0 && i < columns && j >= 0 && j < rows) before[(j + 1) * stride + i + 1]! += 1;
  }
  for (let j = 1; j <= rows; j += 1) {
    let along = 0;
    for (let i = 1; i <= columns; i += 1) {
      along += before[j * stride + i]!;
      before[j * stride + i] = along + before[(j - 1) * stride + i]!;
    }
  }
  const held = (index: number, count: number): number => Math.max(0, Math.min(count, index));
  return (box) => {
    const [left, end] = [held(column(box.x), columns), held(column(right(box)) + 1, columns)];
    const [top, foot] = [held(row(box.y), rows) * stride, held(row(bottom(box)) + 1, rows) * stride];
    return before[foot + end]! - before[top + end]! - before[foot + left]! + before[top + left]!;
  };
}
