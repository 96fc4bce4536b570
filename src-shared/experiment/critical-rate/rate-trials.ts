import { exp } from '../../numerics/elementary';
import { OUTCOMES, type Outcome } from '../../training/run-result';

/** Learning rates are searched on a logarithmic grid through 2/S_min, so many to a factor of 2: steps of 0.54 %. */
export const RATES_PER_OCTAVE = 128;

/** How the runs at one learning rate ended. */
export interface RateTrials {
  /** Place on the grid: 0 is 2/S_min. */
  readonly index: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly n: number;
}

/** 2^{index/128} · 2/S_min. */
export function gridRate(criticalLearningRate: number, index: number): number {
  return criticalLearningRate * exp((index * Math.LN2) / RATES_PER_OCTAVE);
}

export function rateTrials(index: number, outcomes: readonly Outcome[]): RateTrials {
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, outcomes.filter((found) => found === outcome).length]),
  ) as Record<Outcome, number>;
  return { index, counts, n: outcomes.length };
}
