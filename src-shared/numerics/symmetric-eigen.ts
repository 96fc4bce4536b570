import { allFinite } from './dense';
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
  reduceToTridiagonal(work, basis, n);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    diagonal[i] = work[i * n + i]!;
    if (i < n - 1) offDiagonal[i] = work[(i + 1) * n + i]!;
  }
  if (!allFinite(matrix) || !tridiagonalEigen(diagonal, offDiagonal, basis)) {
    throw new RangeError('symmetricEigen needs a matrix of finite numbers');
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => diagonal[i]! - diagonal[j]!);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = diagonal[from]! * scale;
    for (let i = 0; i < n; i += 1) vectors[i * n + to] = basis[i * n + from]!;
  });
  return { values, vectors };
}

/** Largest eigenvalue of a symmetric n × n matrix; NaN where the matrix is not finite. */
export function topSymmetricEigenvalue(matrix: Float64Array, n: number): number {
  const { work, scale } = scaledCopy(matrix);
  reduceToTridiagonal(work, new Float64Array(0), n);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    diagonal[i] = work[i * n + i]!;
    if (i < n - 1) offDiagonal[i] = work[(i + 1) * n + i]!;
  }
  if (!allFinite(matrix) || !tridiagonalEigen(diagonal, offDiagonal)) return NaN;
  return scale * diagonal.reduce((top, value) => Math.max(top, value), -Infinity);
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

/** work ← QᵀAQ (tridiagonal) and basis ← basis · Q, one Householder reflection I - 2vvᵀ a column. */
function reduceToTridiagonal(work: Float64Array, basis: Float64Array, n: number): void {
  const v = new Float64Array(n);
  const product = new Float64Array(n);
  const basisRows = basis.length / n;
  for (let column = 0; column < n - 2; column += 1) {
    const first = column + 1;
    if (!unitReflector(work, v, first, column, n)) continue;
    reflectBothSides(work, v, product, first, column, n);
    for (let row = 0; row < basisRows; row += 1) {
      let sum = 0;
      for (let i = first; i < n; i += 1) sum += basis[row * n + i]! * v[i]!;
      for (let i = first; i < n; i += 1) basis[row * n + i]! -= 2 * sum * v[i]!;
    }
  }
}

/**
 * v ← the unit vector whose reflection I - 2vvᵀ takes the part of a column below the diagonal to a multiple of the
 * first basis vector; false where it is one already. Works on entries divided by their largest, so that no square
 * vanishes or overflows.
 */
function unitReflector(
  work: Float64Array,
  v: Float64Array,
  first: number,
  column: number,
  n: number,
): boolean {
  let below = 0;
  for (let i = first + 1; i < n; i += 1) below = Math.max(below, Math.abs(work[i * n + column]!));
  if (below === 0) return false;
  const largest = Math.max(below, Math.abs(work[first * n + column]!));
  let squares = 0;
  for (let i = first; i < n; i += 1) {
    v[i] = work[i * n + column]! / largest;
    squares += v[i]! * v[i]!;
  }
  const length = Math.sqrt(squares);
  const head = v[first]!;
  v[first] = head + (head > 0 ? length : -length);
  const scale = 1 / Math.sqrt(2 * length * (length + Math.abs(head)));
  for (let i = first; i < n; i += 1) v[i]! *= scale;
  return true;
}

/** A ← (I - 2vvᵀ) A (I - 2vvᵀ) on the rows and columns from `column` on; v has entries from `first` on. */
function reflectBothSides(
  work: Float64Array,
  v: Float64Array,
  product: Float64Array,
  first: number,
  column: number,
  n: number,
): void {
  let vAv = 0;
  for (let i = column; i < n; i += 1) {
    let sum = 0;
    for (let j = first; j < n; j += 1) sum += work[i * n + j]! * v[j]!;
    product[i] = sum;
    if (i >= first) vAv += sum * v[i]!;
  }
  for (let i = first; i < n; i += 1) {
    const vi = v[i]!;
    const pi = product[i]!;
    for (let j = first; j <= i; j += 1) {
      const value = work[i * n + j]! - 2 * (vi * product[j]! + pi * v[j]!) + 4 * vAv * vi * v[j]!;
      work[i * n + j] = value;
      work[j * n + i] = value;
    }
    const edge = work[i * n + column]! - 2 * vi * product[column]!;
    work[i * n + column] = edge;
    work[column * n + i] = edge;
  }
}
