import { wilson95 } from '../../numerics/wilson';
import type { Outcome } from '../../training/run-result';
import type { RateTrials } from './rate-trials';

/**
 * Where, along ascending learning rates, the share of runs of one outcome crosses a half: 'falls' at its highest crossing
 * (beyond it convergence does not come back), 'rises' at its lowest (the onset of divergence).
 */
export interface Threshold {
  readonly outcome: Outcome;
  readonly crossing: 'falls' | 'rises';
}

export const CONVERGING: Threshold = { outcome: 'converged', crossing: 'falls' };
export const DIVERGING: Threshold = { outcome: 'diverged', crossing: 'rises' };

/** How sure a rate has to be of a share of at least a half to stand on that side. */
export type Level = 'surely' | 'counted' | 'possibly';

/** Whether the share at this rate is a half or more: surely (Wilson's 95 % interval), as counted, or possibly. */
export function isHalf({ outcome }: Threshold, level: Level, { counts, n }: RateTrials): boolean {
  const count = counts[outcome];
  if (level === 'counted') return 2 * count >= n;
  const [low, high] = wilson95(count, n);
  return level === 'surely' ? low > 0.5 : high >= 0.5;
}

/** Two neighbouring trials with the crossing between them; null on a side where nothing was tried. */
export interface Bracket {
  readonly below: RateTrials | null;
  readonly above: RateTrials | null;
}

/** @param trials ascending in index. */
export function bracketOf(threshold: Threshold, level: Level, trials: readonly RateTrials[]): Bracket {
  const falls = threshold.crossing === 'falls';
  const half = (trial: RateTrials): boolean => isHalf(threshold, level, trial);
  const place = falls ? trials.findLastIndex(half) : trials.findIndex(half);
  if (falls) return { below: trials[place] ?? null, above: trials[place + 1] ?? null };
  if (place < 0) return { below: trials.at(-1) ?? null, above: null };
  return { below: trials[place - 1] ?? null, above: trials[place]! };
}
