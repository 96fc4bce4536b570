/** A symmetric linear map on R^D, known by its products: what every eigenvalue method asks of a Hessian. */
export interface SymmetricOperator {
  /** D. */
  readonly dimension: number;
  /** out ← H v; `v` and `out` are different arrays of length D. */
  readonly apply: (v: Float64Array, out: Float64Array) => void;
}

/** H as a dense D × D row-major matrix, a product a column: for tests and small spectra. Cost D products. */
export function denseMatrix(operator: SymmetricOperator): Float64Array {
  const slices = denseMatrixInSlices(operator);
  for (;;) {
    const step = slices.next();
    if (step.done) return step.value;
  }
}

/** The same; yields the share of the work that is done, from 0 to 1, after every product. */
export function* denseMatrixInSlices({
  dimension,
  apply,
}: SymmetricOperator): Generator<number, Float64Array> {
  const matrix = new Float64Array(dimension * dimension);
  const unit = new Float64Array(dimension);
  const column = new Float64Array(dimension);
  for (let j = 0; j < dimension; j += 1) {
    unit[j] = 1;
    apply(unit, column);
    unit[j] = 0;
    for (let i = 0; i < dimension; i += 1) matrix[i * dimension + j] = column[i]!;
    yield (j + 1) / dimension;
  }
  return matrix;
}
