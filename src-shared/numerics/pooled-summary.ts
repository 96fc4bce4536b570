import { NORMAL_95, type Summary } from './statistics';

/**
 * The summary of several samples taken together, from their summaries alone. With N = Σ n_i and M = Σ n_i m_i / N, the
 * squared deviations from M are those within the samples and those of their means: Σ (n_i - 1) sd_i² + Σ n_i (m_i - M)².
 * Null where there is no sample.
 */
export function poolSummaries(summaries: readonly Summary[]): Summary | null {
  if (summaries.length === 0) return null;
  let n = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const summary of summaries) {
    n += summary.n;
    sum += summary.n * summary.mean;
    min = Math.min(min, summary.min);
    max = Math.max(max, summary.max);
  }
  const mean = sum / n;
  if (n === 1) return { n, mean, sd: null, ci95: null, min, max };
  let squares = 0;
  for (const summary of summaries) {
    const within = summary.sd ?? 0;
    const between = summary.mean - mean;
    squares += (summary.n - 1) * within * within + summary.n * between * between;
  }
  const sd = Math.sqrt(squares / (n - 1));
  const half = (NORMAL_95 * sd) / Math.sqrt(n);
  return { n, mean, sd, ci95: [mean - half, mean + half], min, max };
}
