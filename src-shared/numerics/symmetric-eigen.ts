import { allFinite } from './dense';
import { reduceColumn, reflectionBuffers } from './householder';
import { tridiagonalEigen } from './tridiagonal-eigen';

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** n × n, row-major: column j is the unit eigenvector of values[j]. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric n × n matrix: Householder reduction to tridiagonal form, then QL.
 *
 * @param matrix row-major; only read. Its two triangles must be equal.
 * Cost: about 6n³ multiply-adds. Errors: a few n·ε·‖A‖ in each eigenvalue, absolute, so that a zero eigenvalue comes
 * out as ±10⁻¹⁶‖A‖. Throws RangeError where the matrix is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  const { work, scale } = scaledCopy(matrix);
  const basis = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) basis[i * n + i] = 1;
  reduceAll(work, basis, n);
  const found = eigenvaluesOfReduced(work, n, basis);
  if (found === null || !allFinite(matrix)) throw notFinite('symmetricEigen');
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => found[i]! - found[j]!);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = found[from]! * scale;
    for (let i = 0; i < n; i += 1) vectors[i * n + to] = basis[i * n + from]!;
  });
  return { values, vectors };
}

/**
 * The eigenvalues alone, ascending, for large matrices. Yields the share of the work that is done, from 0 to 1, after
 * every column of the reduction; the QL part at the end, O(n²), comes in one piece. What is yielded changes no result.
 *
 * @param matrix as in symmetricEigen; so are the errors (`eigenvalueError`) and what is refused.
 * Cost: about n³ multiply-adds and 8n² bytes.
 */
export function* symmetricEigenvalues(matrix: Float64Array, n: number): Generator<number, Float64Array> {
  const { work, scale } = scaledCopy(matrix);
  const buffers = reflectionBuffers(n);
  for (let column = 0; column < n - 2; column += 1) {
    reduceColumn(work, NO_BASIS, buffers, column, n);
    const left = (n - 1 - column) / n;
    yield 1 - left * left * left;
  }
  const found = eigenvaluesOfReduced(work, n);
  if (found === null || !allFinite(matrix)) throw notFinite('symmetricEigenvalues');
  return found.sort().map((value) => value * scale);
}

/** Eigenvalues err by at most this many n·ε·‖A‖; by how much less is a matter of luck, mostly √n times. */
const ERROR_FACTOR = 16;

/** Bound of the error of every eigenvalue that was computed of an n × n matrix: 16 n·ε·‖A‖, ‖A‖ = max |λ|. */
export function eigenvalueError(values: Float64Array): number {
  const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return ERROR_FACTOR * values.length * Number.EPSILON * size;
}

/** Largest eigenvalue of a symmetric n × n matrix; NaN where the matrix is not finite. */
export function topSymmetricEigenvalue(matrix: Float64Array, n: number): number {
  const { work, scale } = scaledCopy(matrix);
  reduceAll(work, NO_BASIS, n);
  const found = eigenvaluesOfReduced(work, n);
  if (found === null || !allFinite(matrix)) return NaN;
  return scale * found.reduce((top, value) => Math.max(top, value), -Infinity);
}

const NO_BASIS = new Float64Array(0);

/** work ← QᵀAQ (tridiagonal, in its lower triangle) and basis ← basis · Q. */
function reduceAll(work: Float64Array, basis: Float64Array, n: number): void {
  const buffers = reflectionBuffers(n);
  for (let column = 0; column < n - 2; column += 1) reduceColumn(work, basis, buffers, column, n);
}

/** Eigenvalues of the reduced matrix, in no order, and basis ← basis · V; null where they are not finite. */
function eigenvaluesOfReduced(work: Float64Array, n: number, basis = NO_BASIS): Float64Array | null {
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    diagonal[i] = work[i * n + i]!;
    if (i < n - 1) offDiagonal[i] = work[(i + 1) * n + i]!;
  }
  return tridiagonalEigen(diagonal, offDiagonal, basis) ? diagonal : null;
}

function notFinite(name: string): RangeError {
  return new RangeError(`${name} needs a matrix of finite numbers`);
}

/** Entries between these have squares that neither vanish nor overflow. */
const SMALLEST_SAFE = 1e-100;
const LARGEST_SAFE = 1e100;

/** A copy to work on: as it is, or divided by its largest entry where squares would leave the range of float64. */
function scaledCopy(matrix: Float64Array): { work: Float64Array; scale: number } {
  const largest = matrix.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const safe = largest === 0 || (largest > SMALLEST_SAFE && largest < LARGEST_SAFE);
  const scale = safe || !Number.isFinite(largest) ? 1 : largest;
  return { work: scale === 1 ? Float64Array.from(matrix) : matrix.map((entry) => entry / scale), scale };
}
