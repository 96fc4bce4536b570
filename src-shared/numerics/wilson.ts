import { NORMAL_95 } from './statistics';

/**
 * Wilson's 95 % interval of a proportion seen as k successes in n > 0 trials (Wilson 1927): the p for which
 * |k/n - p| <= z √(p(1 - p)/n). Unlike the normal interval it stays within [0, 1] and is right at k = 0 and k = n.
 */
export function wilson95(successes: number, trials: number): readonly [low: number, high: number] {
  const square = NORMAL_95 * NORMAL_95;
  const centre = (successes + square / 2) / (trials + square);
  const spread = (successes * (trials - successes)) / trials + square / 4;
  const half = (NORMAL_95 * Math.sqrt(spread)) / (trials + square);
  // Exactly 0 and 1 at the ends, where rounding would leave a few ulp.
  return [successes === 0 ? 0 : centre - half, successes === trials ? 1 : centre + half];
}
