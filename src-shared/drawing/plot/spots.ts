import type { Box } from '../drawing';
import { bottom, right, type Size } from '../geometry';

/** A place for words on a plot. */
export interface Spot extends Box {
  /** How far it is from the nearest corner, along both axes together. */
  readonly inwards: number;
}

/** Least distance of words from the plot's edge: see `Paper.unit`. */
export const INSET = 4;
/** How many steps places are apart, along each side. */
const STEPS = 28;

/** Places for words of this size all over a plot; none where they are too large for it. */
export function spots({ width, height }: Size, plot: Box, inset: number): Spot[] {
  const [low, high] = [plot.x + inset, right(plot) - inset - width];
  const [top, foot] = [plot.y + inset / 2, bottom(plot) - inset - height];
  if (high < low || foot < top) return [];
  const found: Spot[] = [];
  for (let row = 0; row <= STEPS; row += 1) {
    for (let column = STEPS; column >= 0; column -= 1) {
      const x = low + ((high - low) * column) / STEPS;
      const y = top + ((foot - top) * row) / STEPS;
      const inwards = Math.min(x - low, high - x) + Math.min(y - top, foot - y);
      found.push({ width, height, x, y, inwards });
    }
  }
  return found;
}
