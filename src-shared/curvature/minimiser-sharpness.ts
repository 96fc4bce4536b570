import { gram, norm } from '../numerics/dense';
import { topSymmetricEigenvalue } from '../numerics/symmetric-eigen';
import { backward, linearWorkspace } from '../network/linear-network';
import type { RegressionProblem } from '../network/regression-problem';
import { layerOf, type LinearNetwork } from '../network/shape';
import { kernelBetween } from './tangent-kernel';

export interface MinimiserSharpness {
  /** 2 λ_max(R K Rᵀ): the sharpness if the weights minimise the risk. */
  readonly value: number;
  /** |S(W) - value| is at most this; 0 at an exact minimiser. */
  readonly halfWidth: number;
}

/**
 * Sharpness at a minimiser from a d × d eigenproblem, with its error elsewhere.
 *
 * Where ∇R¹(w_prod) = 0 the Hessian is 2 JᵀΣ̂J, J the Jacobian of w_prod, so S = 2 λ_max(Σ̂^{1/2} K Σ̂^{1/2}) with
 * K = Σ_k ‖b_k‖² A_k A_kᵀ and A_k = W_1ᵀ … W_{k-1}ᵀ. Off a minimiser the rest of the Hessian has norm at most
 * ‖∇R¹‖ ‖p‖ (L - 1) max_{j<k} Π_{i≠j,k} ‖W_i‖. Cost O(L d³), no iteration.
 */
export function minimiserSharpness(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
): MinimiserSharpness {
  return minimiserSharpnessWithin(network, problem, weights, Infinity)!;
}

/** The same where its relative half-width is at most `tolerance`, else null: soon, where it is far from that. */
export function minimiserSharpnessWithin(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
  tolerance: number,
): MinimiserSharpness | null {
  const d = problem.features;
  const workspace = linearWorkspace(network);
  backward(network, problem, weights, workspace);
  const matrix = kernelBetween(network, weights, workspace.outputs, problem.covarianceRoot, d);
  const value = 2 * topSymmetricEigenvalue(matrix, d);
  const slope = norm(workspace.inputs[0]!);
  // The factor 2 leaves room for the rounding of either side.
  if (slope * secondOrderFactor(network, weights, largestRowOrColumn) > 2 * tolerance * value) return null;
  const halfWidth = slope * secondOrderFactor(network, weights, spectralNorm);
  return tolerance === Infinity || halfWidth <= tolerance * value ? { value, halfWidth } : null;
}

type MatrixNorm = (matrix: Float64Array, rows: number, columns: number) => number;

/** ‖p‖ (L - 1) max_{j<k} Π_{i≠j,k} ‖W_i‖: the product without its two smallest factors. */
function secondOrderFactor(
  { shape, projection }: LinearNetwork,
  weights: Float64Array,
  normOf: MatrixNorm,
): number {
  if (shape.depth === 1) return 0;
  const norms = Array.from({ length: shape.depth }, (_, i) => {
    const { rows, columns, offset } = layerOf(shape, i + 1);
    return normOf(weights.subarray(offset, offset + rows * columns), rows, columns);
  }).sort((a, b) => a - b);
  return norm(projection) * (shape.depth - 1) * norms.slice(2).reduce((product, value) => product * value, 1);
}

/** Largest singular value of a rows × columns matrix. */
export function spectralNorm(matrix: Float64Array, rows: number, columns: number): number {
  return Math.sqrt(Math.max(0, topSymmetricEigenvalue(gram(matrix, rows, columns, 1), columns)));
}

/** Largest Euclidean norm of a row or a column: a lower bound of the largest singular value, for a few operations. */
function largestRowOrColumn(matrix: Float64Array, rows: number, columns: number): number {
  let largest = 0;
  const columnSums = new Float64Array(columns);
  for (let i = 0; i < rows; i += 1) {
    let rowSum = 0;
    for (let j = 0; j < columns; j += 1) {
      const square = matrix[i * columns + j]! * matrix[i * columns + j]!;
      rowSum += square;
      columnSums[j]! += square;
    }
    largest = Math.max(largest, rowSum);
  }
  for (const sum of columnSums) largest = Math.max(largest, sum);
  return Math.sqrt(largest);
}
