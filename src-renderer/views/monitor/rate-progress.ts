import type { CellCounts } from '@shared/figures/cell-table';

/** How far the runs of one learning rate are. */
export interface RateProgress {
  readonly learningRate: number;
  readonly ended: number;
  readonly runs: number;
}

/** Ascending in learning rate. */
export function rateProgress(rows: readonly CellCounts[]): RateProgress[] {
  const rates = new Map<number, { ended: number; runs: number }>();
  for (const { learningRate, finished, failed, runs } of rows) {
    const rate = rates.get(learningRate) ?? { ended: 0, runs: 0 };
    rate.ended += finished + failed;
    rate.runs += runs;
    rates.set(learningRate, rate);
  }
  return [...rates]
    .map(([learningRate, progress]) => ({ learningRate, ...progress }))
    .sort((a, b) => a.learningRate - b.learningRate);
}
