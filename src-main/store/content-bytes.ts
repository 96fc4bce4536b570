import type { RunResult } from '@shared/training/run-result';

/** What a row takes with its keys and indexes, about: SQLite's dbstat over an archive of 9000 runs and 94 000 measures. */
export const RUN_BYTES = 42;
export const MEASURE_BYTES = 26;

/** About what a run takes of the archive. */
export function contentBytes({ measures, traces }: Pick<RunResult, 'measures' | 'traces'>): number {
  const traceBytes = traces.reduce((sum, { values }) => sum + values.byteLength, 0);
  return RUN_BYTES + MEASURE_BYTES * measures.length + traceBytes;
}
