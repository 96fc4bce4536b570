import { dot, multiply, multiplyTransposed } from '../numerics/dense';
import type { RegressionProblem } from './regression-problem';
import { layerOf, type LinearNetwork } from './shape';

/** Buffers for one pass through a network; one set serves any number of passes. */
export interface LinearWorkspace {
  /** outputs[k] = b_k = W_{k+1}ᵀ … W_Lᵀ p (length d_k), k = 0 … L; b_0 = w_prod. */
  readonly outputs: readonly Float64Array[];
  /** inputs[k] = f_k = W_k … W_1 ∇R¹(w_prod) (length d_k), k = 0 … L - 1. */
  readonly inputs: readonly Float64Array[];
  /** w_prod - w⋆. */
  readonly error: Float64Array;
}

export function linearWorkspace({ shape, projection }: LinearNetwork): LinearWorkspace {
  const outputs = shape.widths.map((width) => new Float64Array(width));
  outputs[shape.depth]!.set(projection);
  return {
    outputs,
    inputs: shape.widths.slice(0, -1).map((width) => new Float64Array(width)),
    error: new Float64Array(shape.widths[0]!),
  };
}

/**
 * The backward chain b_L = p, b_{k-1} = W_kᵀ b_k, down to w_prod = b_0, then the error w_prod - w⋆ and
 * ∇R¹(w_prod) = 2 Σ̂ (w_prod - w⋆) in inputs[0] (equation 6). Cost Σ d_k d_{k-1} + d² multiply-adds.
 */
export function backward(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
  workspace: LinearWorkspace,
): void {
  const { shape } = network;
  for (let k = shape.depth; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    multiplyTransposed(weights, offset, rows, columns, workspace.outputs[k]!, workspace.outputs[k - 1]!);
  }
  const product = workspace.outputs[0]!;
  const { error } = workspace;
  const slope = workspace.inputs[0]!;
  const d = problem.features;
  for (let j = 0; j < d; j += 1) error[j] = product[j]! - problem.wStar[j]!;
  multiply(problem.covariance, 0, d, d, error, slope);
  for (let j = 0; j < d; j += 1) slope[j]! *= 2;
}

/** The forward chain f_k = W_k f_{k-1}, k = 1 … L - 1, after `backward` has set f_0 = ∇R¹(w_prod). */
export function forward(network: LinearNetwork, weights: Float64Array, workspace: LinearWorkspace): void {
  const { shape } = network;
  for (let k = 1; k < shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    multiply(weights, offset, rows, columns, workspace.inputs[k - 1]!, workspace.inputs[k]!);
  }
}

/** Excess risk R - R_min = (w_prod - w⋆)ᵀ Σ̂ (w_prod - w⋆), after `backward`: no cancellation near a minimiser. */
export function excessRisk(workspace: LinearWorkspace): number {
  return 0.5 * dot(workspace.error, workspace.inputs[0]!);
}

/** ‖w_prod - w⋆‖², a sum over coordinates, after `backward`. */
export function squaredDistance(workspace: LinearWorkspace): number {
  return dot(workspace.error, workspace.error);
}

/** Gradient of the risk, ∇_k R = b_k f_{k-1}ᵀ (equation 5), into `out` (length D). */
export function gradient(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
  workspace: LinearWorkspace,
  out: Float64Array,
): void {
  backward(network, problem, weights, workspace);
  forward(network, weights, workspace);
  for (let k = 1; k <= network.shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(network.shape, k);
    const left = workspace.outputs[k]!;
    const right = workspace.inputs[k - 1]!;
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) out[offset + i * columns + j] = left[i]! * right[j]!;
    }
  }
}
