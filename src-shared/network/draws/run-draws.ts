/** The random numbers of one run, by what they are for. Every call gives fresh arrays of standard normal draws. */
export interface RunDraws {
  /** For the weights of layer k = 1 … L, row-major. */
  readonly layer: (k: number, count: number) => Float64Array;
  /** Start of the power iteration after this many updates; not normalised. */
  readonly powerIterationStart: (updates: number, count: number) => Float64Array;
}
