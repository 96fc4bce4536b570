import { wilson95 } from '../../numerics/wilson';
import { gridRate, type RateTrials } from './rate-trials';
import { bracketOf, CONVERGING, type Threshold } from './threshold';

/** A learning rate at which the share of an outcome crosses a half. */
export interface RateEstimate {
  /** Of convergence the largest tried rate with at least half, of divergence the smallest. */
  readonly rate: number;
  /**
   * Outside [low, high] Wilson's 95 % interval of the share lies wholly on one side of a half at the tried rates next to
   * it; null where no tried rate was that clear (too few repetitions).
   */
  readonly low: number | null;
  readonly high: number | null;
}

/** @param trials ascending in index. Null where no tried rate had that share. */
export function rateEstimate(
  threshold: Threshold,
  trials: readonly RateTrials[],
  criticalLearningRate: number,
): RateEstimate | null {
  const side = threshold === CONVERGING ? 'below' : 'above';
  const counted = bracketOf(threshold, 'counted', trials)[side];
  if (counted === null) return null;
  const surely = bracketOf(threshold, 'surely', trials);
  const possibly = bracketOf(threshold, 'possibly', trials);
  const rateOf = (trial: RateTrials | null): number | null =>
    trial && gridRate(criticalLearningRate, trial.index);
  const [low, high] =
    threshold.crossing === 'falls' ? [surely.below, possibly.above] : [possibly.below, surely.above];
  return { rate: gridRate(criticalLearningRate, counted.index), low: rateOf(low), high: rateOf(high) };
}

/** Two rates at which the share of converged runs certainly rises with the rate. */
export interface NotMonotone {
  readonly lower: number;
  readonly higher: number;
}

/**
 * The pairs of neighbouring tried rates with disjoint Wilson intervals in the wrong order: fewer converged at the lower
 * rate. Steps that do not suffice at small rates do this, and so may resonances; the search takes the highest crossing.
 */
export function convergenceNotMonotone(
  trials: readonly RateTrials[],
  criticalLearningRate: number,
): NotMonotone[] {
  return trials.slice(1).flatMap((higher, i) => {
    const lower = trials[i]!;
    const [lowOfHigher] = wilson95(higher.counts.converged, higher.n);
    const [, highOfLower] = wilson95(lower.counts.converged, lower.n);
    if (lowOfHigher <= highOfLower) return [];
    return [
      {
        lower: gridRate(criticalLearningRate, lower.index),
        higher: gridRate(criticalLearningRate, higher.index),
      },
    ];
  });
}
