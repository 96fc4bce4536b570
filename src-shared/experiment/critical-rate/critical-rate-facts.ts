import type { Outcome } from '../../training/run-result';
import type { NotMonotone, RateEstimate } from './estimate';

/** What experiment says of the critical learning rate of one depth and scale, beside what theory says. */
export interface CriticalRateFacts {
  readonly scale: number;
  readonly depth: number;
  /** The largest rate at which at least half the runs converge; null where it was not looked for or not found. */
  readonly converging: RateEstimate | null;
  /** The smallest rate at which at least half the runs diverge; null where it was not looked for or not found. */
  readonly diverging: RateEstimate | null;
  /** 2/S_min. */
  readonly criticalLearningRate: number;
  /** 2/lower bound of S_min (Figure 2's dashed lines). */
  readonly criticalLearningRateUpperBound: number;
  /** converging.rate / criticalLearningRate. */
  readonly ratio: number | null;
  /** diverging.rate / criticalLearningRate. */
  readonly divergingRatio: number | null;
  /** Updates at most of each run. */
  readonly steps: number;
  readonly repetitions: number;
  /** R - R_min at or below which a run has converged, looked at after every update: absolute. */
  readonly excessRisk: number;
  /** The learning rate of the experiment whose weights every rate's runs start from; null where draws do not depend on it. */
  readonly drawsOf: number | null;
  /** Updates that were done for all this. */
  readonly stepsTaken: number;
  /** Neighbouring tried rates at which the share of converged runs certainly rises with the rate. */
  readonly notMonotone: readonly NotMonotone[];
  /** Ascending in learning rate. */
  readonly trials: readonly TriedRate[];
}

/** How runs at one learning rate ended. */
export interface TriedRate extends Readonly<Record<Outcome, number>> {
  readonly learningRate: number;
  /** Over 2/S_min. */
  readonly ratio: number;
  readonly n: number;
}
