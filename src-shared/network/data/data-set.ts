/** n and d of a table. */
export interface TableSize {
  readonly samples: number;
  readonly features: number;
}

/** Inputs and targets of a regression: X is samples × features, row-major; y has one entry a sample. */
export interface Table extends TableSize {
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

/** A training table and, where there is one, a test table with the same features. */
export interface DataSet {
  readonly train: Table;
  readonly test: Table | null;
}
