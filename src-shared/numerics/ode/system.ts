/** y' = f(t, y). */
export interface OdeSystem {
  /** Length of y. */
  readonly dimension: number;
  /** The first so many entries of y determine the derivative; those behind are integrals that are carried along. */
  readonly coupled: number;
  /** Writes f(time, state) into `out`. */
  readonly derivative: (time: number, state: Float64Array, out: Float64Array) => void;
}
