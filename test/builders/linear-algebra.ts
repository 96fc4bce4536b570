/** Naive matrices as lists of rows: the second method beside the kernels, written for reading. */
export type Matrix = number[][];

export function matrixOf(flat: ArrayLike<number>, rows: number, columns: number, offset = 0): Matrix {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => flat[offset + i * columns + j]!),
  );
}

export function flatten(matrix: Matrix): Float64Array {
  return Float64Array.from(matrix.flat());
}

export function transpose(a: Matrix): Matrix {
  return a[0]!.map((_, j) => a.map((row) => row[j]!));
}

export function times(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => row.reduce((sum, value, k) => sum + value * column[k]!, 0)));
}

/** Eigenvalues of a symmetric matrix, ascending, by cyclic Jacobi rotations: slow, simple, accurate. */
export function jacobiEigenvalues(symmetric: Matrix): number[] {
  const a = symmetric.map((row) => [...row]);
  const n = a.length;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) off += a[p]![q]! ** 2;
    if (off === 0) break;
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rotate(a, p, q);
  }
  return a.map((row, i) => row[i]!).sort((x, y) => x - y);
}

/** The plane rotation that makes entry (p, q) zero. */
function rotate(a: Matrix, p: number, q: number): void {
  const apq = a[p]![q]!;
  if (apq === 0) return;
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of a) {
    const [x, y] = [row[p]!, row[q]!];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  for (let k = 0; k < a.length; k += 1) {
    const [x, y] = [a[p]![k]!, a[q]![k]!];
    a[p]![k] = c * x - s * y;
    a[q]![k] = s * x + c * y;
  }
}
