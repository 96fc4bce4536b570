import { keyAt } from './random/content';
import { indexAt } from './random/indices';
import { quantileOfSorted } from './quantile';

/** What seaborn 0.13 does by default, whose bands the paper's figures show: 95 %, by percentiles of so many resamples. */
const RESAMPLES = 1000;
const TAIL = 0.025;

/**
 * Percentile bootstrap interval of a mean, 95 % (Efron and Tibshirani, An Introduction to the Bootstrap, 13.3): the
 * 2.5 % and 97.5 % quantiles of the means of samples of the same size drawn with replacement. Unlike the normal
 * interval it follows the skew of heavy-tailed samples. Deterministic: draw i of resample r is a function of
 * (seed, r, i). Cost n · resamples. Null for n < 2, where nothing is known of the spread.
 */
export function bootstrapMean95(
  values: readonly number[],
  seed = 0,
  resamples = RESAMPLES,
): readonly [low: number, high: number] | null {
  const n = values.length;
  if (n < 2) return null;
  const key = keyAt(seed, ['bootstrap of a mean']);
  const means = Float64Array.from({ length: resamples }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += values[indexAt(key, i, r, n)]!;
    return sum / n;
  }).sort();
  return [quantileOfSorted(means, TAIL), quantileOfSorted(means, 1 - TAIL)];
}
