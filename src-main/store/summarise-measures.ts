import type { MeasureName, RunResult } from '@shared/training/run-result';

/** What a batch of runs adds to the summary of a measure; values that are not finite are left out. */
export interface MeasureAddition {
  count: number;
  sum: number;
  least: number;
  most: number;
}

export function measureAdditions(results: readonly RunResult[]): Map<MeasureName, MeasureAddition> {
  const additions = new Map<MeasureName, MeasureAddition>();
  for (const { measures } of results) {
    for (const { measure, value } of measures) {
      if (!Number.isFinite(value)) continue;
      const known = additions.get(measure);
      if (known === undefined) {
        additions.set(measure, { count: 1, sum: value, least: value, most: value });
        continue;
      }
      known.count += 1;
      known.sum += value;
      known.least = Math.min(known.least, value);
      known.most = Math.max(known.most, value);
    }
  }
  return additions;
}
