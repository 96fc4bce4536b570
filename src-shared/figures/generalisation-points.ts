import { log10 } from '../numerics/elementary';
import { leastSquaresLine, type LineFit } from '../numerics/least-squares-line';
import type { MeasureName } from '../training/run-result';
import type { Convention } from './figure-data';

/** A trained network: how sharp it is, and by how much its test risk exceeds its training risk. */
export interface GeneralisationPoint {
  readonly sharpness: number;
  readonly gap: number;
}

/**
 * The point of a finished run; null where it diverged, there is no test table, or sharpness or gap is not positive and
 * has no logarithm.
 *
 * @param convention of the sharpness: exact, or the authors' power iteration up to 4 steps before the end. The risks
 *   are those after the last step (the authors' script keeps those one step before: the same to many digits).
 */
export function generalisationPoint(
  measures: ReadonlyMap<MeasureName, number>,
  convention: Convention,
): GeneralisationPoint | null {
  const sharpness = measures.get(convention === 'exact' ? 'finalSharpness' : 'finalSharpnessAsPublished');
  const [test, train] = [measures.get('finalTestRisk'), measures.get('finalRisk')];
  if (sharpness === undefined || test === undefined || train === undefined) return null;
  return sharpness > 0 && test > train ? { sharpness, gap: test - train } : null;
}

/** The line of figure 6b: log10 of the gap over log10 of the sharpness, by least squares; null where none is determined. */
export function generalisationLineOf(points: readonly GeneralisationPoint[]): LineFit | null {
  return leastSquaresLine(points.map(({ sharpness, gap }) => [log10(sharpness), log10(gap)]));
}
