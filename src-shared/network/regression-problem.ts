import { dot, gram, multiply, multiplyTransposed, norm } from '../numerics/dense';
import { symmetricEigen } from '../numerics/symmetric-eigen';
import type { DataSet, Table } from './data/data-set';

/**
 * What a data set means to the risk R¹(w) = ‖y - Xw‖²/n: everything that training and theory need of it
 * (Section 2 of the paper). The risk is R_min + (w - w⋆)ᵀ Σ̂ (w - w⋆), so n enters nowhere else.
 */
export interface RegressionProblem {
  /** n. */
  readonly samples: number;
  /** d. */
  readonly features: number;
  /** Σ̂ = XᵀX/n, d × d. */
  readonly covariance: Float64Array;
  /** Eigenvalues of Σ̂, ascending; those beyond the rank are rounding errors. */
  readonly eigenvalues: Float64Array;
  /** d × d, column j belongs to eigenvalues[j]. */
  readonly eigenvectors: Float64Array;
  /** A root R of Σ̂ (d × d, RᵀR = Σ̂): row j is √eigenvalues[j] times eigenvector j, zero beyond the rank. */
  readonly covarianceRoot: Float64Array;
  /** Number of eigenvalues above `rankTolerance`. */
  readonly rank: number;
  /** max(n, d) · ε · Λ. */
  readonly rankTolerance: number;
  /** λ: the smallest eigenvalue above the tolerance. */
  readonly lambdaMin: number;
  /** Λ. */
  readonly lambdaMax: number;
  /** w⋆, the least-squares solution of minimum norm. */
  readonly wStar: Float64Array;
  readonly wStarNorm: number;
  /** a = (w⋆/‖w⋆‖)ᵀ Σ̂ (w⋆/‖w⋆‖). */
  readonly a: number;
  /** R_min = R¹(w⋆). */
  readonly riskMin: number;
  /** R_0 = R¹(0). */
  readonly riskZero: number;
  readonly test: Table | null;
}

/** Mean squared error ‖y - Xw‖²/n. */
export function meanSquaredError(table: Table, w: Float64Array): number {
  const prediction = new Float64Array(table.samples);
  multiply(table.inputs, 0, table.samples, table.features, w, prediction);
  let sum = 0;
  for (let i = 0; i < table.samples; i += 1) {
    const residual = table.targets[i]! - prediction[i]!;
    sum += residual * residual;
  }
  return sum / table.samples;
}

/**
 * Analyses a data set. w⋆ = Σ̂⁺ Xᵀy/n in the eigenbasis of Σ̂, then one step of iterative refinement against the
 * data themselves, since forming Σ̂ squares the condition number. Cost O(n d² + d³).
 * A w⋆ of zero (targets orthogonal to the inputs) is returned as it is: validation refuses it.
 */
export function regressionProblem(data: DataSet): RegressionProblem {
  const { samples, features, inputs, targets } = data.train;
  const covariance = gram(inputs, samples, features, samples);
  const { values, vectors } = symmetricEigen(covariance, features);
  const lambdaMax = values[features - 1]!;
  const rankTolerance = Math.max(samples, features) * Number.EPSILON * lambdaMax;
  const kept = values.filter((value) => value > rankTolerance);
  const wStar = new Float64Array(features);
  const residual = Float64Array.from(targets);
  const prediction = new Float64Array(samples);
  for (let pass = 0; pass < 2; pass += 1) {
    addLeastSquares(data.train, residual, values, vectors, rankTolerance, wStar);
    multiply(inputs, 0, samples, features, wStar, prediction);
    for (let i = 0; i < samples; i += 1) residual[i] = targets[i]! - prediction[i]!;
  }
  const wStarNorm = norm(wStar);
  const image = new Float64Array(features);
  multiply(covariance, 0, features, features, wStar, image);
  return {
    samples,
    features,
    covariance,
    eigenvalues: values,
    eigenvectors: vectors,
    covarianceRoot: rootOf(values, vectors, rankTolerance),
    rank: kept.length,
    rankTolerance,
    lambdaMin: kept[0] ?? 0,
    lambdaMax,
    wStar,
    wStarNorm,
    a: dot(wStar, image) / (wStarNorm * wStarNorm),
    riskMin: dot(residual, residual) / samples,
    riskZero: dot(targets, targets) / samples,
    test: data.test,
  };
}

function rootOf(values: Float64Array, vectors: Float64Array, tolerance: number): Float64Array {
  const d = values.length;
  const root = new Float64Array(d * d);
  for (let j = 0; j < d; j += 1) {
    const size = values[j]! > tolerance ? Math.sqrt(values[j]!) : 0;
    for (let i = 0; i < d; i += 1) root[j * d + i] = size * vectors[i * d + j]!;
  }
  return root;
}

/** w ← w + Σ̂⁺ Xᵀ residual / n. */
function addLeastSquares(
  table: Table,
  residual: Float64Array,
  values: Float64Array,
  vectors: Float64Array,
  tolerance: number,
  w: Float64Array,
): void {
  const d = table.features;
  const moment = new Float64Array(d);
  multiplyTransposed(table.inputs, 0, table.samples, d, residual, moment);
  const coordinates = new Float64Array(d);
  multiplyTransposed(vectors, 0, d, d, moment, coordinates);
  for (let j = 0; j < d; j += 1) {
    coordinates[j] = values[j]! > tolerance ? coordinates[j]! / table.samples / values[j]! : 0;
  }
  const step = new Float64Array(d);
  multiply(vectors, 0, d, d, coordinates, step);
  for (let j = 0; j < d; j += 1) w[j]! += step[j]!;
}
