/** Two-sided 95 % point of the standard normal law. */
export const NORMAL_95 = 1.959963984540054;

/** A sample of real numbers in summary. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** Sample standard deviation (divisor n - 1); null for n = 1. */
  readonly sd: number | null;
  /** 95 % interval of the mean: mean ± 1.96 sd/√n, unless a figure asked for bootstrap intervals; null for n = 1. */
  readonly ci95: readonly [low: number, high: number] | null;
  readonly min: number;
  readonly max: number;
}

/** Summary of a sample, null of an empty one. Two passes: the mean first, then the squared deviations from it. */
export function summarise(values: readonly number[]): Summary | null {
  const n = values.length;
  if (n === 0) return null;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    sum += value;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  const mean = sum / n;
  if (n === 1) return { n, mean, sd: null, ci95: null, min, max };
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const sd = Math.sqrt(squares / (n - 1));
  const half = (NORMAL_95 * sd) / Math.sqrt(n);
  return { n, mean, sd, ci95: [mean - half, mean + half], min, max };
}
