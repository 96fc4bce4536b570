/**
 * Products of dense row-major matrices, each of which fills its array from the start. Every entry is a sum in increasing
 * order of the inner index. `out` is another array than either factor, and is overwritten.
 */

/** out = A B, for A of rows × inner and B of inner × columns. */
export function matrixProduct(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
): void {
  out.fill(0, 0, rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let k = 0; k < inner; k += 1) addRow(a[i * inner + k]!, b, k * columns, columns, out, i * columns);
  }
}

/** out = Aᵀ B, for A of inner × rows and B of inner × columns. */
export function transposedTimes(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
): void {
  out.fill(0, 0, rows * columns);
  for (let k = 0; k < inner; k += 1) {
    for (let i = 0; i < rows; i += 1) addRow(a[k * rows + i]!, b, k * columns, columns, out, i * columns);
  }
}

/** out = A Bᵀ, for A of rows × inner and B of columns × inner. */
export function timesTransposed(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      let sum = 0;
      for (let k = 0; k < inner; k += 1) sum += a[i * inner + k]! * b[j * inner + k]!;
      out[i * columns + j] = sum;
    }
  }
}

/** Aᵀ, for A of rows × columns that starts at `offset`. */
export function transposed(a: Float64Array, rows: number, columns: number, offset = 0): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) out[j * rows + i] = a[offset + i * columns + j]!;
  }
  return out;
}

function addRow(
  factor: number,
  b: Float64Array,
  from: number,
  columns: number,
  out: Float64Array,
  to: number,
): void {
  for (let j = 0; j < columns; j += 1) out[to + j]! += factor * b[from + j]!;
}
