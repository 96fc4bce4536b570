import type { Convention } from '../figures/figure-data';
import { log10 } from '../numerics/elementary';
import { leastSquaresLine, type LineFit } from '../numerics/least-squares-line';
import type { Evidence, EvidenceRun } from './evidence';

export interface GeneralisationFit extends LineFit {
  readonly learningRate: number;
  /** Runs at this rate without a point: they diverged, or their gap or sharpness is not positive. */
  readonly leftOut: number;
}

/**
 * The line of figure 6b: log10(test risk - training risk) over log10(sharpness), both after training, a point a run, by
 * least squares. The figure takes the runs at its smallest learning rate, and so does this by default.
 *
 * @param convention of the sharpness: exact, or the authors' power iteration up to 4 steps before the end. The risks
 *   are those after the last step (the authors' script keeps those one step before: the same to many digits).
 * @returns null where fewer than two points are left, or all have one sharpness.
 */
export function generalisationFit(
  { cells }: Evidence,
  convention: Convention,
  learningRate = Math.min(...cells.map((cell) => cell.learningRate)),
): GeneralisationFit | null {
  const runs = cells.filter((cell) => cell.learningRate === learningRate).flatMap((cell) => cell.runs);
  const points = runs.flatMap((run) => {
    const point = pointOf(run, convention);
    return point === null ? [] : [point];
  });
  const line = leastSquaresLine(points);
  return line && { ...line, learningRate, leftOut: runs.length - points.length };
}

function pointOf({ measures }: EvidenceRun, convention: Convention): [x: number, y: number] | null {
  const sharpness = measures.get(convention === 'exact' ? 'finalSharpness' : 'finalSharpnessAsPublished');
  const [test, train] = [measures.get('finalTestRisk'), measures.get('finalRisk')];
  if (sharpness === undefined || test === undefined || train === undefined) return null;
  return sharpness > 0 && test > train ? [log10(sharpness), log10(test - train)] : null;
}
