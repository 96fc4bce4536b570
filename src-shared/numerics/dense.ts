/**
 * Dense linear algebra on Float64Array. Matrices are row-major: entry (i, j) of a rows × columns matrix is
 * a[i * columns + j]. Kernels write into `out` and do not allocate; sums run in increasing index order, which
 * fixes every rounding.
 */

/** ⟨a, b⟩ over the first `length` entries. */
export function dot(a: Float64Array, b: Float64Array, length = a.length): number {
  let sum = 0;
  for (let i = 0; i < length; i += 1) sum += a[i]! * b[i]!;
  return sum;
}

/** Euclidean norm; overflows to Infinity when a square does. */
export function norm(a: Float64Array, length = a.length): number {
  return Math.sqrt(dot(a, a, length));
}

/** Euclidean norm of entries whose squares may vanish or overflow: divided by the largest of them before. */
export function scaledNorm(a: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i += 1) largest = Math.max(largest, Math.abs(a[i]!));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    const ratio = a[i]! / largest;
    sum += ratio * ratio;
  }
  return largest * Math.sqrt(sum);
}

/** a ← factor · a. */
export function scaleInPlace(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i += 1) a[i]! *= factor;
}

/** y ← y + factor · x. */
export function addScaled(factor: number, x: Float64Array, y: Float64Array): void {
  for (let i = 0; i < y.length; i += 1) y[i]! += factor * x[i]!;
}

/** out = A x, for A of shape rows × columns that starts at `offset` of `a`. */
export function multiply(
  a: Float64Array,
  offset: number,
  rows: number,
  columns: number,
  x: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i += 1) {
    const row = offset + i * columns;
    let sum = a[row]! * x[0]!;
    for (let j = 1; j < columns; j += 1) sum += a[row + j]! * x[j]!;
    out[i] = sum;
  }
}

/** out = Aᵀ x, for A of shape rows × columns that starts at `offset` of `a`. */
export function multiplyTransposed(
  a: Float64Array,
  offset: number,
  rows: number,
  columns: number,
  x: Float64Array,
  out: Float64Array,
): void {
  const first = x[0]!;
  for (let j = 0; j < columns; j += 1) out[j] = a[offset + j]! * first;
  for (let i = 1; i < rows; i += 1) {
    const row = offset + i * columns;
    const factor = x[i]!;
    for (let j = 0; j < columns; j += 1) out[j]! += a[row + j]! * factor;
  }
}

/** AᵀA / divisor (columns × columns), for A of shape rows × columns. */
export function gram(a: Float64Array, rows: number, columns: number, divisor: number): Float64Array {
  const out = new Float64Array(columns * columns);
  for (let i = 0; i < rows; i += 1) {
    const row = i * columns;
    for (let j = 0; j < columns; j += 1) {
      const factor = a[row + j]!;
      for (let k = j; k < columns; k += 1) out[j * columns + k]! += factor * a[row + k]!;
    }
  }
  for (let j = 0; j < columns; j += 1) {
    for (let k = j; k < columns; k += 1) {
      const value = out[j * columns + k]! / divisor;
      out[j * columns + k] = value;
      out[k * columns + j] = value;
    }
  }
  return out;
}

/** Whether every entry is finite. */
export function allFinite(a: Float64Array): boolean {
  for (let i = 0; i < a.length; i += 1) if (!Number.isFinite(a[i]!)) return false;
  return true;
}
