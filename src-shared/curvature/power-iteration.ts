import { norm, scaleInPlace } from '../numerics/dense';
import type { SymmetricOperator } from './operator';

/** The paper: "a power iteration method, stopped after 20 iterations" (Appendix C). */
export const PUBLISHED_ITERATIONS = 20;

export interface PowerIterationResult {
  /** ‖H v‖ one iteration before the last: what the authors' code reports. NaN for a zero or non-finite Hessian. */
  readonly value: number;
  /** |last norm - value|: the change in the last iteration, which bounds no error. */
  readonly lastChange: number;
}

/**
 * Power iteration from a given start, "as published". It tends to the eigenvalue of largest *modulus*, and 20
 * iterations may leave it several per cent short. Not to be confused with the sharpness λ_max (sharpness.ts).
 *
 * @param start any non-zero vector; read only.
 */
export function powerIteration(operator: SymmetricOperator, start: Float64Array): PowerIterationResult {
  const slices = powerIterationInSlices(operator, start);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** The same, with a yield after every product. */
export function* powerIterationInSlices(
  operator: SymmetricOperator,
  start: Float64Array,
): Generator<void, PowerIterationResult> {
  let vector = Float64Array.from(start);
  let image = new Float64Array(operator.dimension);
  scaleInPlace(vector, 1 / norm(vector));
  let previous = NaN;
  let value = NaN;
  for (let iteration = 0; iteration < PUBLISHED_ITERATIONS; iteration += 1) {
    operator.apply(vector, image);
    yield;
    previous = value;
    value = norm(image);
    for (let i = 0; i < image.length; i += 1) image[i]! /= value;
    [vector, image] = [image, vector];
  }
  return { value: previous, lastChange: Math.abs(value - previous) };
}
