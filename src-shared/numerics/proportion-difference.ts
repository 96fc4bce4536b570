import { exp, log } from './elementary';
import { fisherGreater } from './fisher-exact';
import { wilson95 } from './wilson';

/** The difference of two proportions, second minus first. */
export interface ProportionDifference {
  readonly difference: number;
  /** 95 %. */
  readonly interval: readonly [low: number, high: number];
  /** Two-sided, of equal probabilities. */
  readonly pValue: number;
}

/** Pairs by whether each of both happened. */
export interface PairCounts {
  readonly both: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly neither: number;
}

/**
 * Two independent samples: the interval made of both Wilson intervals (Newcombe, Statistics in Medicine 17, 1998, 873–890,
 * method 10), which stays within [-1, 1] and is right where a proportion is 0 or 1; and Fisher's exact test, two-sided
 * as twice the smaller tail. Null where a sample is empty.
 */
export function independentProportions(
  k1: number,
  n1: number,
  k2: number,
  n2: number,
): ProportionDifference | null {
  if (n1 === 0 || n2 === 0) return null;
  return {
    ...squareAndAdd(k1, n1, k2, n2, 0),
    pValue: Math.min(1, 2 * Math.min(fisherGreater(k1, n1, k2, n2), fisherGreater(k2, n2, k1, n1))),
  };
}

/**
 * Pairs: the interval from both Wilson intervals and the correlation of the pairs (Newcombe, Statistics in Medicine 17,
 * 1998, 2635–2650, method 10), and McNemar's exact test: among the pairs that differ, either is as likely to be the one
 * where it happened. Null where there is no pair.
 */
export function pairedProportions(counts: PairCounts): ProportionDifference | null {
  const { both, onlyFirst, onlySecond, neither } = counts;
  const n = both + onlyFirst + onlySecond + neither;
  if (n === 0) return null;
  return {
    ...squareAndAdd(both + onlyFirst, n, both + onlySecond, n, correlation(counts)),
    pValue: evenBinomialTwoSided(Math.min(onlyFirst, onlySecond), onlyFirst + onlySecond),
  };
}

/** φ of the fourfold table, with Newcombe's continuity correction where it is positive; 0 where it is not defined. */
function correlation({ both, onlyFirst, onlySecond, neither }: PairCounts): number {
  const n = both + onlyFirst + onlySecond + neither;
  const margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
  if (margins === 0) return 0;
  const product = both * neither - onlyFirst * onlySecond;
  const corrected = product > n / 2 ? product - n / 2 : product >= 0 ? 0 : product;
  return corrected / Math.sqrt(margins);
}

function squareAndAdd(
  k1: number,
  n1: number,
  k2: number,
  n2: number,
  phi: number,
): Pick<ProportionDifference, 'difference' | 'interval'> {
  const [p1, p2] = [k1 / n1, k2 / n2];
  const [[l1, u1], [l2, u2]] = [wilson95(k1, n1), wilson95(k2, n2)];
  const length = (x: number, y: number): number => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  const difference = p2 - p1;
  return {
    difference,
    interval: [difference - length(p2 - l2, u1 - p1), difference + length(u2 - p2, p1 - l1)],
  };
}

/** 2 P(X <= k), at most 1, of X ∼ Binomial(n, 1/2) and k <= n/2. */
function evenBinomialTwoSided(k: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= k; i += 1) {
    sum += exp(logTerm);
    logTerm += log((n - i) / (i + 1));
  }
  return Math.min(1, 2 * sum);
}
