import type { Model } from '../network/model';
import { allFinite } from '../numerics/dense';
import { eigenvalueError, symmetricEigenvalues } from '../numerics/symmetric-eigen';
import { hessian } from './hessian';
import { denseMatrixInSlices } from './operator';

/** Largest D whose spectrum is computed: its matrices take 64 MB, and the reduction, of order D³, seconds. */
export const LARGEST_SPECTRUM = 2000;

/** All eigenvalues of the Hessian of the risk over all D parameters. */
export interface Spectrum {
  /** λ_1 ≤ … ≤ λ_D. */
  readonly eigenvalues: Float64Array;
  /**
   * Bound of the error of each, absolute: 16 D·ε·max |λ| for the eigenvalue method, and ‖H - Hᵀ‖_F/2, which shows how
   * far rounding took the products from a symmetric matrix.
   */
  readonly error: number;
  /** Σ H_ii, from the entries: the sum of the eigenvalues, computed apart from them. */
  readonly trace: number;
  /** ‖H‖_F = √Σ H_ij², from the entries: the square root of the sum of the squared eigenvalues. */
  readonly frobeniusNorm: number;
}

/** Where a spectrum's computation is: the share, from 0 to 1, of its current part. */
export interface SpectrumProgress {
  readonly part: 'hessian' | 'eigenvalues';
  readonly share: number;
}

/**
 * The spectrum at fixed weights (do not change them meanwhile), from the dense Hessian, symmetrised as (H + Hᵀ)/2;
 * null where the Hessian is not finite. Yields every few milliseconds; the end, O(D²), comes in one piece of about
 * 0.1 s at the limit. Throws RangeError beyond LARGEST_SPECTRUM.
 *
 * Cost: D Hessian products (6D² multiply-adds for a linear network, 6nD² with GELU), then about D³, 16D² bytes.
 */
export function* hessianSpectrum(
  model: Model,
  weights: Float64Array,
): Generator<SpectrumProgress, Spectrum | null> {
  const dimension = model.shape.parameterCount;
  if (dimension > LARGEST_SPECTRUM) {
    throw new RangeError(`D is ${dimension}; a spectrum is computed for D up to ${LARGEST_SPECTRUM}`);
  }
  const matrix = yield* inPart('hessian', denseMatrixInSlices(hessian(model, weights)));
  if (!allFinite(matrix)) return null;
  const asymmetry = symmetrise(matrix, dimension);
  const eigenvalues = yield* inPart('eigenvalues', symmetricEigenvalues(matrix, dimension));
  let trace = 0;
  for (let i = 0; i < dimension; i += 1) trace += matrix[i * dimension + i]!;
  return {
    eigenvalues,
    error: eigenvalueError(eigenvalues) + asymmetry,
    trace,
    frobeniusNorm: frobeniusNorm(matrix),
  };
}

function* inPart<T>(
  part: SpectrumProgress['part'],
  slices: Generator<number, T>,
): Generator<SpectrumProgress, T> {
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
    yield { part, share: step.value };
  }
}

/** H ← (H + Hᵀ)/2, in place; returns ‖H - Hᵀ‖_F/2 of what it was. */
function symmetrise(matrix: Float64Array, n: number): number {
  let squares = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const lower = matrix[i * n + j]! / 2;
      const upper = matrix[j * n + i]! / 2;
      squares += 2 * (lower - upper) * (lower - upper);
      matrix[i * n + j] = lower + upper;
      matrix[j * n + i] = lower + upper;
    }
  }
  return Math.sqrt(squares);
}

/** Of entries whose squares may overflow. */
function frobeniusNorm(matrix: Float64Array): number {
  const largest = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  if (largest === 0) return 0;
  return largest * Math.sqrt(matrix.reduce((sum, entry) => sum + (entry / largest) * (entry / largest), 0));
}

/** How many eigenvalues are certainly negative, of no certain sign (|λ| ≤ error), certainly positive. */
export interface SignCounts {
  readonly negative: number;
  readonly nearZero: number;
  readonly positive: number;
}

export function signCounts({ eigenvalues, error }: Spectrum): SignCounts {
  const negative = eigenvalues.filter((value) => value < -error).length;
  const positive = eigenvalues.filter((value) => value > error).length;
  return { negative, nearZero: eigenvalues.length - negative - positive, positive };
}
