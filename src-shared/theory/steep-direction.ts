import { dot, norm } from '../numerics/dense';
import type { NetworkShape } from '../network/shape';
import type { RegressionProblem } from '../network/regression-problem';

/**
 * The direction in which Theorem 2's proof looks at the Hessian: W_k/‖W_k‖_F² in layer k, of unit length over all layers;
 * null where a layer is zero. Along it w_prod grows as s = Σ_k 1/‖W_k‖_F² says, so that at a minimiser the Rayleigh
 * quotient of the Hessian is 2 a ‖w⋆‖² s, which Theorem 2 bounds the sharpness by from below.
 */
export function steepDirection(shape: NetworkShape, weights: Float64Array): Float64Array | null {
  const out = Float64Array.from(weights);
  for (const square of layerSquares(shape, weights)) if (!(square > 0)) return null;
  layerSquares(shape, weights).forEach((square, i) => {
    const end = shape.offsets[i + 1] ?? shape.parameterCount;
    for (let j = shape.offsets[i]!; j < end; j += 1) out[j]! /= square;
  });
  const length = norm(out);
  return Number.isFinite(length) ? out.map((entry) => entry / length) : null;
}

/** 2 a ‖w⋆‖² Σ_k 1/‖W_k‖_F²: the lower bound of the sharpness of a minimiser with these layers (Theorem 2, its proof). */
export function steepQuotient(
  { a, wStarNorm }: RegressionProblem,
  shape: NetworkShape,
  weights: Float64Array,
): number {
  const sum = layerSquares(shape, weights).reduce((total, square) => total + 1 / square, 0);
  return 2 * a * wStarNorm * wStarNorm * sum;
}

/** ‖W_k‖_F², k = 1 … L at index k - 1. */
function layerSquares({ offsets, parameterCount }: NetworkShape, weights: Float64Array): number[] {
  return offsets.map((offset, i) => {
    const layer = weights.subarray(offset, offsets[i + 1] ?? parameterCount);
    return dot(layer, layer);
  });
}
