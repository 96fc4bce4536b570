import type { Convention } from '../figures/figure-data';
import { generalisationLineOf, generalisationPoint } from '../figures/generalisation-points';
import type { LineFit } from '../numerics/least-squares-line';
import type { Evidence } from './evidence';

export interface GeneralisationFit extends LineFit {
  readonly learningRate: number;
  /** Runs at this rate without a point: they diverged, or their gap or sharpness is not positive. */
  readonly leftOut: number;
}

/**
 * The line of figure 6b: log10(test risk - training risk) over log10(sharpness), both after training, a point a run, by
 * least squares. The figure takes the runs at its smallest learning rate, and so does this by default.
 *
 * @param convention of the sharpness; figures/generalisation-points.ts says which.
 * @returns null where fewer than two points are left, or all have one sharpness.
 */
export function generalisationFit(
  { cells }: Evidence,
  convention: Convention,
  learningRate = Math.min(...cells.map((cell) => cell.learningRate)),
): GeneralisationFit | null {
  const runs = cells.filter((cell) => cell.learningRate === learningRate).flatMap((cell) => cell.runs);
  const points = runs.flatMap(({ measures }) => generalisationPoint(measures, convention) ?? []);
  const line = generalisationLineOf(points);
  return line && { ...line, learningRate, leftOut: runs.length - points.length };
}
