/** The largest experiment that the workbench takes; each refusal names the limit. */
export const LIMITS = {
  /** n. */
  samples: 100_000,
  /** d and every layer's width. */
  width: 256,
  /** L. */
  depth: 256,
  /** D: a Lanczos basis of such vectors still fits into memory. */
  parameters: 4_194_304,
  /** n · Σ d_k of a GELU network: its Hessian keeps 32 bytes of each. */
  activations: 1_000_000,
  /** n · d. */
  tableCells: 10_000_000,
  steps: 100_000_000,
  repetitions: 1_000_000,
  /** Entries of one list of the grid. */
  gridLength: 1000,
  cells: 100_000,
  runs: 10_000_000,
  /** Sampled numbers of all traces of an experiment: 8 bytes each. */
  traceValues: 1_000_000_000,
  learningRate: 1e6,
  conditionNumber: 1e12,
  eigenvalue: 1e6,
  noise: 1e6,
  /** Of the entries of p; its norm is at least the inverse. */
  projection: 1e6,
  nameLength: 120,
} as const;
