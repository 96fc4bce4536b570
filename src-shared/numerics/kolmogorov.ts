import { exp } from './elementary';

/** How far a sample is from a law. */
export interface KolmogorovDistance {
  /** D = sup_x |F_n(x) - F(x)|. */
  readonly distance: number;
  /** P(D at least this large) if the law is right, in the limit of many draws (n of 35 or more); at most 1. */
  readonly pValue: number;
}

/** @param below P(X <= x_i) under the law at the sample's values in ascending order: n > 0 of them. */
export function kolmogorovDistance(below: Float64Array): KolmogorovDistance {
  const n = below.length;
  let distance = 0;
  for (let i = 0; i < n; i += 1) {
    distance = Math.max(distance, (i + 1) / n - below[i]!, below[i]! - i / n);
  }
  return { distance, pValue: kolmogorovAbove(Math.sqrt(n) * distance) };
}

/** Below this the series would need many terms, and 1 minus its value is under 10⁻⁵. */
const SURE = 0.3;

/** P(K > x) of Kolmogorov's law: 2 Σ_j (-1)^{j-1} e^{-2 j² x²}. */
export function kolmogorovAbove(x: number): number {
  if (x < SURE) return 1;
  let sum = 0;
  let sign = 1;
  for (let j = 1; ; j += 1) {
    const term = exp(-2 * j * j * x * x);
    sum += sign * term;
    if (term < Number.EPSILON) break;
    sign = -sign;
  }
  return Math.min(1, Math.max(0, 2 * sum));
}
