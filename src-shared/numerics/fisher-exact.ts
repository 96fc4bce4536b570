import { exp, log } from './elementary';

/**
 * One-sided exact test of two proportions (Fisher 1935): the probability of at least k_1 of the k_1 + k_2 successes in the
 * first sample, given their number and the sizes n_1, n_2, if both samples have one probability of success. Small where
 * the first sample has significantly more. Conditional, hence valid (its level is never above the nominal one) for any
 * probability and for samples as small as 20, where the normal approximation is not. Cost O(n_1 + n_2).
 */
export function fisherGreater(k1: number, n1: number, k2: number, n2: number): number {
  const successes = k1 + k2;
  const all = logChoose(n1 + n2, successes);
  let tail = 0;
  // Ascending terms last: from the far end of the tail towards k_1.
  for (let k = Math.min(n1, successes); k >= k1; k -= 1)
    tail += exp(logChoose(n1, k) + logChoose(n2, successes - k) - all);
  return Math.min(1, tail);
}

/** ln of the binomial coefficient; -∞ where k is not in 0 … n. */
function logChoose(n: number, k: number): number {
  if (k < 0 || k > n) return -Infinity;
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let m = logFactorials.length; m <= n; m += 1) logFactorials.push(logFactorials[m - 1]! + log(m));
  return logFactorials[n]!;
}
