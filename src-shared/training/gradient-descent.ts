import { backward, forward, type LinearWorkspace } from '../network/linear-network';
import type { RegressionProblem } from '../network/regression-problem';
import { layerOf, type LinearNetwork } from '../network/shape';

/**
 * One step of gradient descent, W_k ← W_k - η b_k f_{k-1}ᵀ for all layers at once (equations 4 and 5), in place.
 * Leaves b, f and the error of the weights *before* the step in the workspace. Cost about 3 Σ d_k d_{k-1}
 * multiply-adds; no allocation. This function fixes the rounding of every update: row factors η b_k[i] first, then
 * one product and one difference an entry.
 */
export function gradientDescentStep(
  network: LinearNetwork,
  problem: RegressionProblem,
  learningRate: number,
  weights: Float64Array,
  workspace: LinearWorkspace,
): void {
  backward(network, problem, weights, workspace);
  forward(network, weights, workspace);
  const { shape } = network;
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const left = workspace.outputs[k]!;
    const right = workspace.inputs[k - 1]!;
    for (let i = 0; i < rows; i += 1) {
      const factor = learningRate * left[i]!;
      const row = offset + i * columns;
      for (let j = 0; j < columns; j += 1) weights[row + j]! -= factor * right[j]!;
    }
  }
}
