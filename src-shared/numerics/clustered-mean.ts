import { student95 } from './student-t';

/** A mean of values that come in groups. */
export interface ClusteredMean {
  readonly n: number;
  /** Groups: what is independent of each other. */
  readonly clusters: number;
  readonly mean: number;
  /** 95 %; null for one group. */
  readonly interval: readonly [low: number, high: number] | null;
}

/**
 * The mean of values of which those with the same key depend on each other: variance of the mean by groups,
 * G/(G - 1) Σ_g (Σ_{i in g} (x_i - mean))²/n² (Liang and Zeger, Biometrika 73, 1986), and Student's interval with G - 1
 * degrees of freedom. Where every value is a group of its own it is the usual interval; where all groups hold the same
 * design, that of the groups' means. Null of nothing.
 */
export function clusteredMean(values: readonly number[], keys: readonly string[]): ClusteredMean | null {
  const n = values.length;
  if (n === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  const residuals = new Map<string, number>();
  values.forEach((value, i) => residuals.set(keys[i]!, (residuals.get(keys[i]!) ?? 0) + (value - mean)));
  const clusters = residuals.size;
  if (clusters === 1) return { n, clusters, mean, interval: null };
  let squares = 0;
  for (const residual of residuals.values()) squares += residual * residual;
  const error = Math.sqrt((clusters / (clusters - 1)) * squares) / n;
  const half = student95(clusters - 1) * error;
  return { n, clusters, mean, interval: [mean - half, mean + half] };
}
