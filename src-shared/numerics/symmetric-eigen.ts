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
  const work = Float64Array.from(matrix);
  const basis = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) basis[i * n + i] = 1;
  reduceToTridiagonal(work, basis, n);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    diagonal[i] = work[i * n + i]!;
    if (i < n - 1) offDiagonal[i] = work[(i + 1) * n + i]!;
  }
  if (!tridiagonalEigen(diagonal, offDiagonal, basis)) {
    throw new RangeError('symmetricEigen needs a matrix of finite numbers');
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => diagonal[i]! - diagonal[j]!);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    values[to] = diagonal[from]!;
    for (let i = 0; i < n; i += 1) vectors[i * n + to] = basis[i * n + from]!;
  });
  return { values, vectors };
}

/** Largest eigenvalue of a symmetric n × n matrix. */
export function topSymmetricEigenvalue(matrix: Float64Array, n: number): number {
  const work = Float64Array.from(matrix);
  reduceToTridiagonal(work, new Float64Array(0), n);
  const diagonal = new Float64Array(n);
  const offDiagonal = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    diagonal[i] = work[i * n + i]!;
    if (i < n - 1) offDiagonal[i] = work[(i + 1) * n + i]!;
  }
  if (!tridiagonalEigen(diagonal, offDiagonal)) return NaN;
  return diagonal.reduce((top, value) => Math.max(top, value), -Infinity);
}

/** work ← QᵀAQ (tridiagonal) and basis ← basis · Q, one Householder reflection I - 2vvᵀ a column. */
function reduceToTridiagonal(work: Float64Array, basis: Float64Array, n: number): void {
  const v = new Float64Array(n);
  const product = new Float64Array(n);
  const basisRows = basis.length / n;
  for (let column = 0; column < n - 2; column += 1) {
    const first = column + 1;
    let squares = 0;
    for (let i = first; i < n; i += 1) {
      v[i] = work[i * n + column]!;
      squares += v[i]! * v[i]!;
    }
    if (squares === v[first]! * v[first]!) continue;
    const length = Math.sqrt(squares);
    const pivot = v[first]! > 0 ? -length : length;
    v[first]! -= pivot;
    const scale = 1 / Math.sqrt(squares - 2 * work[first * n + column]! * pivot + pivot * pivot);
    for (let i = first; i < n; i += 1) v[i]! *= scale;
    reflectBothSides(work, v, product, first, column, n);
    for (let row = 0; row < basisRows; row += 1) {
      let sum = 0;
      for (let i = first; i < n; i += 1) sum += basis[row * n + i]! * v[i]!;
      for (let i = first; i < n; i += 1) basis[row * n + i]! -= 2 * sum * v[i]!;
    }
  }
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
