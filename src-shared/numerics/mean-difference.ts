import { keyAt } from './random/content';
import { indexAt } from './random/indices';
import { quantileOfSorted } from './quantile';
import { summarise } from './statistics';
import { student95, studentOutside } from './student-t';

/** The difference of two means, second minus first. */
export interface MeanDifference {
  readonly difference: number;
  /** 95 %; null where nothing is known of the spread. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Two-sided, of no difference; null where there is no interval, or no spread at all. */
  readonly pValue: number | null;
  /** Of Student's law; null where there is no interval. */
  readonly degrees: number | null;
}

/**
 * Student's interval and test of the mean of paired differences: d̄ ± t_{n-1} s/√n. Exact for normal differences. Null for
 * none.
 */
export function pairedDifference(differences: readonly number[]): MeanDifference | null {
  const summary = summarise(differences);
  if (summary === null) return null;
  const { n, mean, sd } = summary;
  return sd === null ? pointOnly(mean) : student(mean, sd / Math.sqrt(n), n - 1);
}

/**
 * Welch's interval and test of the difference of the means of two independent samples of possibly different spread (Welch,
 * Biometrika 34, 1947): standard error √(s₁²/n₁ + s₂²/n₂), degrees of freedom by Satterthwaite. Null where a sample is empty.
 */
export function welchDifference(first: readonly number[], second: readonly number[]): MeanDifference | null {
  const [a, b] = [summarise(first), summarise(second)];
  if (a === null || b === null) return null;
  const difference = b.mean - a.mean;
  if (a.sd === null || b.sd === null) return pointOnly(difference);
  const [va, vb] = [(a.sd * a.sd) / a.n, (b.sd * b.sd) / b.n];
  const variance = va + vb;
  const least = Math.min(a.n, b.n) - 1;
  // Scaled, so that squares of tiny variances do not vanish.
  const [sa, sb] = variance > 0 ? [va / variance, vb / variance] : [0.5, 0.5];
  const degrees = 1 / ((sa * sa) / (a.n - 1) + (sb * sb) / (b.n - 1));
  return student(difference, Math.sqrt(variance), Number.isFinite(degrees) ? degrees : least);
}

function pointOnly(difference: number): MeanDifference {
  return { difference, interval: null, pValue: null, degrees: null };
}

function student(difference: number, error: number, degrees: number): MeanDifference {
  const half = student95(degrees) * error;
  return {
    difference,
    interval: [difference - half, difference + half],
    pValue: error === 0 ? null : studentOutside(difference / error, degrees),
    degrees,
  };
}

const RESAMPLES = 1000;
const TAIL = 0.025;

/**
 * Percentile bootstrap interval, 95 %, of the difference of the means of two independent samples, second minus first: each
 * is resampled by itself. A function of the samples in their order and of the seed. Null where a sample has fewer than two.
 */
export function bootstrapDifference95(
  first: readonly number[],
  second: readonly number[],
  seed = 0,
  resamples = RESAMPLES,
): readonly [low: number, high: number] | null {
  if (first.length < 2 || second.length < 2) return null;
  const [firstKey, secondKey] = [keyAt(seed, ['bootstrap, first']), keyAt(seed, ['bootstrap, second'])];
  const resampledMean = (key: typeof firstKey, values: readonly number[], r: number): number => {
    let sum = 0;
    for (let i = 0; i < values.length; i += 1) sum += values[indexAt(key, i, r, values.length)]!;
    return sum / values.length;
  };
  const differences = Float64Array.from(
    { length: resamples },
    (_, r) => resampledMean(secondKey, second, r) - resampledMean(firstKey, first, r),
  ).sort();
  return [quantileOfSorted(differences, TAIL), quantileOfSorted(differences, 1 - TAIL)];
}
