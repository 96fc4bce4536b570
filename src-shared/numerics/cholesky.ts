/**
 * Solves A x = b for a symmetric positive definite n × n matrix by its Cholesky factor, A = C Cᵀ. Null where a pivot is
 * not positive: A is indefinite, singular to rounding, or not finite. Relative error of x about n·ε·κ(A). Cost n³/6 + n²
 * multiply-adds.
 *
 * @param matrix row-major; only its lower triangle is read.
 */
export function solvePositiveDefinite(matrix: Float64Array, n: number, b: Float64Array): Float64Array | null {
  const factor = choleskyFactor(matrix, n);
  if (factor === null) return null;
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) x[i]! -= factor[i * n + j]! * x[j]!;
    x[i]! /= factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let j = i + 1; j < n; j += 1) x[i]! -= factor[j * n + i]! * x[j]!;
    x[i]! /= factor[i * n + i]!;
  }
  return x;
}

/** C, lower triangular with a positive diagonal; what is above the diagonal is 0. */
function choleskyFactor(matrix: Float64Array, n: number): Float64Array | null {
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let left = matrix[i * n + j]!;
      for (let k = 0; k < j; k += 1) left -= factor[i * n + k]! * factor[j * n + k]!;
      if (i > j) factor[i * n + j] = left / factor[j * n + j]!;
      else if (left > 0 && Number.isFinite(left)) factor[i * n + i] = Math.sqrt(left);
      else return null;
    }
  }
  return factor;
}
