import { dot, multiply } from '../numerics/dense';
import { symmetricEigen } from '../numerics/symmetric-eigen';
import { backward, linearWorkspace } from '../network/linear-network';
import type { RegressionProblem } from '../network/regression-problem';
import { layerOf, type LinearNetwork } from '../network/shape';

/**
 * M K Mᵀ (rows × rows), K = Σ_k ‖b_k‖² A_k A_kᵀ, A_k = W_1ᵀ … W_{k-1}ᵀ, b_k = W_{k+1}ᵀ … W_Lᵀ p, for a matrix M of `rows`
 * rows of length d. K is J Jᵀ for the Jacobian J of w_prod. Cost O(rows · Σ d_k d_{k-1} + L rows² max d_k).
 *
 * @param outputs the b_k, k = 0 … L, as `backward` leaves them in a workspace.
 */
export function kernelBetween(
  { shape }: LinearNetwork,
  weights: Float64Array,
  outputs: readonly Float64Array[],
  m: Float64Array,
  rows: number,
): Float64Array {
  const d = shape.widths[0]!;
  const matrix = new Float64Array(rows * rows);
  // chain[j] is W_{k-1} … W_1 applied to row j of M: column j of (M A_k)ᵀ. Two sets of buffers serve all layers.
  const buffers = (): Float64Array[] => Array.from({ length: rows }, () => new Float64Array(shape.maxWidth));
  let [chain, next] = [buffers(), buffers()];
  chain.forEach((row, j) => row.set(m.subarray(j * d, (j + 1) * d)));
  for (let k = 1; k <= shape.depth; k += 1) {
    const layer = layerOf(shape, k);
    const b = outputs[k]!;
    addOuterGram(dot(b, b), chain, layer.columns, matrix);
    if (k === shape.depth) break;
    for (let j = 0; j < rows; j += 1)
      multiply(weights, layer.offset, layer.rows, layer.columns, chain[j]!, next[j]!);
    [chain, next] = [next, chain];
  }
  return matrix;
}

/** matrix ← matrix + factor · M Mᵀ, for the rows of M, of which the first `columns` entries count. */
function addOuterGram(
  factor: number,
  m: readonly Float64Array[],
  columns: number,
  matrix: Float64Array,
): void {
  const d = m.length;
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const value = factor * dot(m[i]!, m[j]!, columns);
      matrix[i * d + j]! += value;
      if (i !== j) matrix[j * d + i]! += value;
    }
  }
}

/** The spectrum of the neural tangent kernel on the training inputs. */
export interface TangentKernelSpectrum {
  /** n: J Jᵀ is n × n. */
  readonly samples: number;
  /** The largest min(n, d) eigenvalues, descending; the others are 0. */
  readonly eigenvalues: Float64Array;
}

/**
 * Eigenvalues of J Jᵀ, J (n × D) the Jacobian of the outputs x_iᵀ w_prod with respect to all weights: J Jᵀ = X K Xᵀ.
 * The nonzero ones are n times those of R K Rᵀ with RᵀR = Σ̂ = XᵀX/n, so that neither X nor an n × n matrix is needed.
 *
 * The Gauss-Newton part of the Hessian is (2/n) JᵀJ, so at a minimiser the nonzero eigenvalues of the Hessian are 2/n
 * times these; elsewhere the Hessian has a second part, of norm up to ‖∇R¹‖ times what minimiserSharpness says.
 * Not to be confused with the kernel at infinite width: this one moves with the weights.
 * Errors: some d·ε of the largest, absolute. NaN throughout where the weights are not finite. Cost O(L d³).
 */
export function tangentKernelSpectrum(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
): TangentKernelSpectrum {
  const { samples, features: d } = problem;
  const workspace = linearWorkspace(network);
  backward(network, problem, weights, workspace);
  const matrix = kernelBetween(network, weights, workspace.outputs, problem.covarianceRoot, d);
  const count = Math.min(samples, d);
  if (!matrix.every(Number.isFinite)) return { samples, eigenvalues: new Float64Array(count).fill(NaN) };
  const { values } = symmetricEigen(matrix, d);
  // Positive semidefinite: what is below zero is rounding.
  const eigenvalues = Float64Array.from(
    { length: count },
    (_, i) => samples * Math.max(0, values[d - 1 - i]!),
  );
  return { samples, eigenvalues };
}
