import type { CriticalRateFacts } from './critical-rate-facts';

/** Multiples of 2/S_min at which the check is made: one below, the others from it on. */
export const CHECK_RATIOS: readonly number[] = [0.95, 1, 1.01, 1.05, 1.2, 1.5, 2];

/** Whether at least half the runs converge just below 2/S_min, and none from it on. */
export interface CriticalRateCheck {
  readonly holds: boolean;
  readonly below: Counted;
  readonly above: Counted;
  readonly facts: CriticalRateFacts;
}

interface Counted {
  /** The smallest multiple of 2/S_min that is counted. */
  readonly ratio: number;
  readonly converged: number;
  readonly n: number;
}

/** @param facts of runs at some rates below 2/S_min and some from it on. */
export function checkCriticalRate(facts: CriticalRateFacts): CriticalRateCheck {
  const count = (from: number, to: number): Counted => {
    const tried = facts.trials.filter(({ ratio }) => ratio >= from && ratio < to);
    return {
      ratio: Math.min(...tried.map(({ ratio }) => ratio)),
      converged: tried.reduce((sum, { converged }) => sum + converged, 0),
      n: tried.reduce((sum, { n }) => sum + n, 0),
    };
  };
  const below = count(0, 1);
  const above = count(1, Infinity);
  const holds = below.n > 0 && above.n > 0 && 2 * below.converged >= below.n && above.converged === 0;
  return { holds, below, above, facts };
}
