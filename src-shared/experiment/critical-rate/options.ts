/** What of an experiment's families is tried, and how hard. */
export interface CriticalRateOptions {
  /** Of the experiment's; null: all. */
  readonly scales: readonly number[] | null;
  readonly depths: readonly number[] | null;
  /** Runs at each learning rate; null: 20, or as many as the experiment's draws have. */
  readonly repetitions: number | null;
  /** Updates at most of a run: one number, or one a chosen depth; null: 2000 a layer. */
  readonly steps: readonly number[] | null;
  /** R - R_min at or below which a run has converged: absolute. */
  readonly excessRisk: number;
  /** Multiples of 2/S_min to try instead of searching; null: search. */
  readonly ratios: readonly number[] | null;
}

export const DEFAULT_REPETITIONS = 20;
/** At 0.95 of 2/S_min all runs of figure 2's networks converge within these. */
export const DEFAULT_STEPS_PER_LAYER = 2000;
export const DEFAULT_EXCESS_RISK = 1e-10;
