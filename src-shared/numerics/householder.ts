/** Vectors that every column's reflection writes anew. */
export interface ReflectionBuffers {
  /** The unit vector v of the reflection I - 2vvᵀ, from the entry below the diagonal on. */
  readonly v: Float64Array;
  /** A v. */
  readonly product: Float64Array;
}

export function reflectionBuffers(n: number): ReflectionBuffers {
  return { v: new Float64Array(n), product: new Float64Array(n) };
}

/**
 * One column of the reduction of a symmetric n × n matrix to tridiagonal form: work ← (I - 2vvᵀ) work (I - 2vvᵀ), so
 * that the column is zero below its subdiagonal entry. After columns 0 … n - 3 the diagonal and the subdiagonal of
 * `work` hold the tridiagonal matrix. Cost about 3m² multiply-adds, m = n - 1 - column.
 *
 * @param work row-major; only the lower triangle is read and written, row by row. What lies below the subdiagonal in
 *   earlier columns is stale.
 * @param basis row-major, any number of rows of length n, or empty: basis ← basis (I - 2vvᵀ).
 */
export function reduceColumn(
  work: Float64Array,
  basis: Float64Array,
  buffers: ReflectionBuffers,
  column: number,
  n: number,
): void {
  if (!unitReflector(work, buffers.v, column, n)) return;
  multiplyLower(work, buffers, column, n);
  reflectBothSides(work, buffers, column, n);
  reflectRows(basis, buffers.v, column + 1, n);
}

/**
 * v ← the unit vector whose reflection takes the part of a column below the diagonal to a multiple of the first basis
 * vector; false where it is one already. Works on entries divided by their largest, so that no square vanishes or
 * overflows.
 */
function unitReflector(work: Float64Array, v: Float64Array, column: number, n: number): boolean {
  const first = column + 1;
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

/**
 * product ← A v from the lower triangle, from the row `column` on. An entry's sum still runs in increasing index
 * order: row i gives its terms up to the diagonal, the rows below it the others.
 */
function multiplyLower(
  work: Float64Array,
  { v, product }: ReflectionBuffers,
  column: number,
  n: number,
): void {
  product[column] = 0;
  for (let i = column + 1; i < n; i += 1) {
    const row = i * n;
    const vi = v[i]!;
    product[column] += work[row + column]! * vi;
    let sum = 0;
    for (let j = column + 1; j < i; j += 1) {
      const entry = work[row + j]!;
      sum += entry * v[j]!;
      product[j]! += entry * vi;
    }
    product[i] = sum + work[row + i]! * vi;
  }
}

/** A ← (I - 2vvᵀ) A (I - 2vvᵀ) on the lower triangle from `column` on, given product = A v. */
function reflectBothSides(
  work: Float64Array,
  { v, product }: ReflectionBuffers,
  column: number,
  n: number,
): void {
  const first = column + 1;
  let vAv = 0;
  for (let i = first; i < n; i += 1) vAv += product[i]! * v[i]!;
  for (let i = first; i < n; i += 1) {
    const row = i * n;
    const vi = v[i]!;
    const pi = product[i]!;
    const factor = 4 * vAv * vi;
    for (let j = first; j <= i; j += 1) {
      work[row + j] = work[row + j]! - 2 * (vi * product[j]! + pi * v[j]!) + factor * v[j]!;
    }
    work[row + column] = work[row + column]! - 2 * vi * product[column]!;
  }
}

/** rows ← rows (I - 2vvᵀ), v having entries from `first` on. */
function reflectRows(rows: Float64Array, v: Float64Array, first: number, n: number): void {
  for (let row = 0; row < rows.length; row += n) {
    let sum = 0;
    for (let i = first; i < n; i += 1) sum += rows[row + i]! * v[i]!;
    for (let i = first; i < n; i += 1) rows[row + i]! -= 2 * sum * v[i]!;
  }
}
