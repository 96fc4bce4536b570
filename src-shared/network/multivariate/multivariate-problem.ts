import { dot, gram } from '../../numerics/dense';
import { matrixProduct, timesTransposed, transposedTimes } from '../../numerics/matrix-product';
import { singularValues } from '../../numerics/singular-values';
import { symmetricEigen } from '../../numerics/symmetric-eigen';

/** Inputs X (n × d) and targets Y (n × m) of a regression with m outputs, row-major. */
export interface MultivariateTable {
  readonly samples: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly X: Float64Array;
  readonly Y: Float64Array;
}

/**
 * What a table means to the risk R¹(W) = ‖Y - X Wᵀ‖_F²/n of W ∈ R^{m×d} (Appendix B.7): it is
 * R_min + ‖(W - W⋆) Σ̂^{1/2}‖_F², so that n enters nowhere else.
 */
export interface MultivariateProblem {
  /** d. */
  readonly inputs: number;
  /** m. */
  readonly outputs: number;
  /** Σ̂ = XᵀX/n, d × d. */
  readonly covariance: Float64Array;
  /** Σ̂^{1/2}, symmetric, d × d; 0 on eigenvectors beyond the rank. */
  readonly covarianceRoot: Float64Array;
  /** λ and Λ: the smallest eigenvalue of Σ̂ above max(n, d) ε Λ, and the largest. */
  readonly lambdaMin: number;
  readonly lambdaMax: number;
  readonly rank: number;
  /** W⋆, m × d: the least-squares solution of minimum norm. */
  readonly target: Float64Array;
  /** Singular values of W⋆ Σ̂^{1/2}, descending: r = min(m, d) of them. */
  readonly whitened: Float64Array;
  /** R_min = R¹(W⋆). */
  readonly riskMin: number;
  /** R¹(0) - R_min = ‖W⋆ Σ̂^{1/2}‖_F². */
  readonly zeroExcessRisk: number;
}

/** Analyses a table: W⋆ = (Yᵀ X/n) Σ̂⁺ in the eigenbasis of Σ̂. Cost O(n d (d + m) + d³). */
export function multivariateProblem(table: MultivariateTable): MultivariateProblem {
  const { samples: n, inputs: d, outputs: m, X, Y } = table;
  const covariance = gram(X, n, d, n);
  const { values, vectors } = symmetricEigen(covariance, d);
  const lambdaMax = values[d - 1]!;
  const tolerance = Math.max(n, d) * Number.EPSILON * lambdaMax;
  const kept = values.filter((value) => value > tolerance);
  const moment = new Float64Array(m * d);
  transposedTimes(Y, X, m, n, d, moment);
  for (let i = 0; i < moment.length; i += 1) moment[i]! /= n;
  const inverse = functionOf(values, vectors, (value) => (value > tolerance ? 1 / value : 0));
  const root = functionOf(values, vectors, (value) => (value > tolerance ? Math.sqrt(value) : 0));
  const target = new Float64Array(m * d);
  matrixProduct(moment, inverse, m, d, d, target);
  const whitened = new Float64Array(m * d);
  matrixProduct(target, root, m, d, d, whitened);
  const prediction = new Float64Array(n * m);
  timesTransposed(X, target, n, d, m, prediction);
  const residual = Y.map((y, i) => y - prediction[i]!);
  return {
    inputs: d,
    outputs: m,
    covariance,
    covarianceRoot: root,
    lambdaMin: kept[0] ?? 0,
    lambdaMax,
    rank: kept.length,
    target,
    whitened: singularValues(whitened, m, d).values,
    riskMin: dot(residual, residual) / n,
    zeroExcessRisk: dot(whitened, whitened),
  };
}

/** f(Σ̂) = V diag(f(values)) Vᵀ. */
function functionOf(values: Float64Array, vectors: Float64Array, f: (x: number) => number): Float64Array {
  const d = values.length;
  const scaled = vectors.map((entry, i) => entry * f(values[i % d]!));
  const out = new Float64Array(d * d);
  timesTransposed(scaled, vectors, d, d, d, out);
  return out;
}
