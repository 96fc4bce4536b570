import { addScaled, multiply, multiplyTransposed } from '../numerics/dense';
import { backward, forward, linearWorkspace, type LinearWorkspace } from '../network/linear-network';
import type { RegressionProblem } from '../network/regression-problem';
import { layerOf, type LinearNetwork } from '../network/shape';
import type { SymmetricOperator } from './operator';

/**
 * The Hessian of the risk R^L over all parameters, stacked as in NetworkShape, at fixed weights.
 *
 * H V is the derivative of the gradient b_k f_{k-1}ᵀ (equation 5) in the direction V:
 *   ḃ_{k-1} = V_kᵀ b_k + W_kᵀ ḃ_k,   ḟ_0 = 2 Σ̂ ḃ_0,   ḟ_k = V_k f_{k-1} + W_k ḟ_{k-1},
 *   (H V)_k = ḃ_k f_{k-1}ᵀ + b_k ḟ_{k-1}ᵀ.
 * A product costs about 6 Σ d_k d_{k-1} multiply-adds. The weights are read at every product: do not change them
 * while the operator is in use.
 */
export function linearHessian(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
): SymmetricOperator {
  const state = linearWorkspace(network);
  backward(network, problem, weights, state);
  forward(network, weights, state);
  const change = linearWorkspace(network);
  change.outputs[network.shape.depth]!.fill(0);
  const sum = new Float64Array(network.shape.maxWidth);
  return {
    dimension: network.shape.parameterCount,
    apply: (v, out) => {
      differentiateBackward(network, weights, v, state, change, sum);
      const slope = change.inputs[0]!;
      const d = problem.features;
      multiply(problem.covariance, 0, d, d, change.outputs[0]!, slope);
      for (let j = 0; j < d; j += 1) slope[j]! *= 2;
      differentiateForward(network, weights, v, state, change, sum);
      differentiateGradient(network, state, change, out);
    },
  };
}

function differentiateBackward(
  { shape }: LinearNetwork,
  weights: Float64Array,
  v: Float64Array,
  state: LinearWorkspace,
  change: LinearWorkspace,
  sum: Float64Array,
): void {
  for (let k = shape.depth; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const out = change.outputs[k - 1]!;
    multiplyTransposed(v, offset, rows, columns, state.outputs[k]!, out);
    // ḃ_L = 0: p does not move.
    if (k === shape.depth) continue;
    multiplyTransposed(weights, offset, rows, columns, change.outputs[k]!, sum);
    addScaled(1, sum, out);
  }
}

function differentiateForward(
  { shape }: LinearNetwork,
  weights: Float64Array,
  v: Float64Array,
  state: LinearWorkspace,
  change: LinearWorkspace,
  sum: Float64Array,
): void {
  for (let k = 1; k < shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const out = change.inputs[k]!;
    multiply(v, offset, rows, columns, state.inputs[k - 1]!, out);
    multiply(weights, offset, rows, columns, change.inputs[k - 1]!, sum);
    addScaled(1, sum, out);
  }
}

function differentiateGradient(
  { shape }: LinearNetwork,
  state: LinearWorkspace,
  change: LinearWorkspace,
  out: Float64Array,
): void {
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const left = state.outputs[k]!;
    const leftChange = change.outputs[k]!;
    const right = state.inputs[k - 1]!;
    const rightChange = change.inputs[k - 1]!;
    for (let i = 0; i < rows; i += 1) {
      const row = offset + i * columns;
      for (let j = 0; j < columns; j += 1) {
        out[row + j] = leftChange[i]! * right[j]! + left[i]! * rightChange[j]!;
      }
    }
  }
}
