import type { LinearModel } from '../../network/model';
import { norm } from '../../numerics/dense';
import { outputChain, retract } from './product-constraint';

export interface MinimiserNear {
  readonly weights: Float64Array;
  /** ‖ΔW‖_F / ‖W‖_F of the change that brought it onto the set of minimisers. */
  readonly moved: number;
}

/**
 * A minimiser near these weights: `retract` brings w_prod to w_prod + P(w⋆ - w_prod), P the projection onto the range of
 * Σ̂, the nearest predictor of least risk; w⋆ where Σ̂ has full rank. Null where it cannot: W_2ᵀ … W_Lᵀ p = 0, as after a
 * collapse to zero.
 */
export function minimiserNear(model: LinearModel, start: Float64Array): MinimiserNear | null {
  const weights = Float64Array.from(start);
  const target = nearestSolution(model, outputChain(model, weights)[0]!);
  if (!retract(model, target, weights)) return null;
  const change = weights.map((entry, i) => entry - start[i]!);
  return { weights, moved: norm(change) / norm(start) };
}

/** w + P(w⋆ - w): the least-squares solution nearest to w. */
function nearestSolution({ problem }: LinearModel, w: Float64Array): Float64Array {
  const { features: d, eigenvalues, eigenvectors, rankTolerance, wStar } = problem;
  const target = Float64Array.from(wStar);
  for (let j = 0; j < d; j += 1) {
    if (eigenvalues[j]! > rankTolerance) continue;
    let along = 0;
    for (let i = 0; i < d; i += 1) along += eigenvectors[i * d + j]! * (w[i]! - wStar[i]!);
    for (let i = 0; i < d; i += 1) target[i]! += along * eigenvectors[i * d + j]!;
  }
  return target;
}
