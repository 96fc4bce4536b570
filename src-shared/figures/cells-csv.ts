import type { Summary } from '../numerics/statistics';
import { wilson95 } from '../numerics/wilson';
import { OUTCOMES } from '../training/run-result';
import type { CellRow } from './cell-table';
import { MEAN_MEASURES } from './heatmap-quantity';

const STATISTICS = ['n', 'mean', 'sd', 'low', 'high', 'min', 'max'] as const;

/** The table of cells as CSV (RFC 4180), in full precision; what does not exist is empty. */
export function cellsCsv(rows: readonly CellRow[]): string {
  const header = [
    'learningRate',
    'scale',
    'depth',
    'runs',
    'finished',
    'failed',
    'diverged',
    'divergedLow',
    'divergedHigh',
    ...OUTCOMES,
    ...MEAN_MEASURES.flatMap((measure) => STATISTICS.map((statistic) => `${measure}.${statistic}`)),
  ];
  const lines = rows.map((row) => {
    const interval = row.finished > 0 ? wilson95(row.diverged, row.finished) : [null, null];
    return [
      row.learningRate,
      row.scale,
      row.depth,
      row.runs,
      row.finished,
      row.failed,
      row.diverged,
      ...interval,
      ...OUTCOMES.map((outcome) => row.outcomes[outcome]),
      ...MEAN_MEASURES.flatMap((measure) => statisticsOf(row[measure])),
    ];
  });
  return [header, ...lines].map((line) => line.map((value) => value ?? '').join(',')).join('\r\n') + '\r\n';
}

function statisticsOf(summary: Summary | null): (number | null)[] {
  if (summary === null) return STATISTICS.map(() => null);
  const { n, mean, sd, ci95, min, max } = summary;
  return [n, mean, sd, ci95?.[0] ?? null, ci95?.[1] ?? null, min, max];
}
