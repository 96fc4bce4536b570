/** A symmetric linear map on R^D, known by its products: what every eigenvalue method asks of a Hessian. */
export interface SymmetricOperator {
  /** D. */
  readonly dimension: number;
  /** out ← H v; `v` and `out` are different arrays of length D. */
  readonly apply: (v: Float64Array, out: Float64Array) => void;
}

/** H as a dense D × D row-major matrix, a product a column: for tests and small spectra. Cost D products. */
export function denseMatrix({ dimension, apply }: SymmetricOperator): Float64Array {
  const matrix = new Float64Array(dimension * dimension);
  const unit = new Float64Array(dimension);
  const column = new Float64Array(dimension);
  for (let j = 0; j < dimension; j += 1) {
    unit[j] = 1;
    apply(unit, column);
    unit[j] = 0;
    for (let i = 0; i < dimension; i += 1) matrix[i * dimension + j] = column[i]!;
  }
  return matrix;
}
