import { addScaled } from '../numerics/dense';
import { matrixProduct } from '../numerics/matrix-product';
import {
  chain,
  layerView,
  multivariateBackward,
  multivariateForward,
  multivariateWorkspace,
  type MultivariateModel,
} from '../network/multivariate/multivariate-network';
import type { SymmetricOperator } from './operator';

/**
 * The Hessian of the multivariate risk over all parameters at fixed weights. H V is the derivative of the gradient
 * Π_{L:k+1}ᵀ G Π_{k-1:1}ᵀ in the direction V, G = 2 (W - W⋆) Σ̂:
 *   Ṙ_k = V_k R_{k-1} + W_k Ṙ_{k-1},   L̇_{k-1} = L_k V_k + L̇_k W_k,   Ġ = 2 Ṙ_L Σ̂,
 *   (H V)_k = L̇_kᵀ G R_{k-1}ᵀ + L_kᵀ Ġ R_{k-1}ᵀ + L_kᵀ G Ṙ_{k-1}ᵀ,
 * R_k = Π_{k:1} and L_k = Π_{L:k+1}. A product costs about 10 Σ d_k d_{k-1} max(d, m) multiply-adds. Do not change the
 * weights while the operator is in use.
 */
export function multivariateHessian(model: MultivariateModel, weights: Float64Array): SymmetricOperator {
  const { shape, problem } = model;
  const { depth, widths } = shape;
  const { inputs: d, outputs: m } = problem;
  const state = multivariateWorkspace(model);
  multivariateForward(model, weights, state);
  multivariateBackward(model, weights, state);
  const change = multivariateWorkspace(model);
  const sum = new Float64Array(shape.maxWidth * Math.max(d, m, shape.maxWidth));
  const part = new Float64Array(shape.parameterCount);

  function differentiate(v: Float64Array): void {
    change.right[1]!.set(layerView(shape, v, 1));
    for (let k = 2; k <= depth; k += 1) {
      const out = change.right[k]!;
      matrixProduct(layerView(shape, v, k), state.right[k - 1]!, widths[k]!, widths[k - 1]!, d, out);
      matrixProduct(layerView(shape, weights, k), change.right[k - 1]!, widths[k]!, widths[k - 1]!, d, sum);
      addScaled(1, sum, out);
    }
    if (depth > 1) change.left[depth - 1]!.set(layerView(shape, v, depth));
    for (let k = depth - 1; k >= 2; k -= 1) {
      const out = change.left[k - 1]!;
      matrixProduct(state.left[k]!, layerView(shape, v, k), m, widths[k]!, widths[k - 1]!, out);
      matrixProduct(change.left[k]!, layerView(shape, weights, k), m, widths[k]!, widths[k - 1]!, sum);
      addScaled(1, sum, out);
    }
    matrixProduct(change.right[depth]!, problem.covariance, m, d, d, change.slope);
    for (let i = 0; i < change.slope.length; i += 1) change.slope[i]! *= 2;
  }

  return {
    dimension: shape.parameterCount,
    apply: (v, out) => {
      differentiate(v);
      const { scratch } = change;
      for (let k = 1; k <= depth; k += 1) {
        const [left, right] = [state.left[k]!, state.right[k - 1]!];
        chain(model, k, left, change.slope, right, scratch, out);
        const own = layerView(shape, out, k);
        if (k < depth) {
          chain(model, k, change.left[k]!, state.slope, right, scratch, part);
          addScaled(1, layerView(shape, part, k), own);
        }
        if (k > 1) {
          chain(model, k, left, state.slope, change.right[k - 1]!, scratch, part);
          addScaled(1, layerView(shape, part, k), own);
        }
      }
    },
  };
}
