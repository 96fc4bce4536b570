import type { RunResult } from '@shared/training/run-result';
import { BYTES_PER_VALUE } from './float-bytes';

/** What a row takes with its keys and indexes, about: SQLite's dbstat over an archive of 9000 runs and 94 000 measures. */
export const RUN_BYTES = 42;
export const MEASURE_BYTES = 26;

/** About what a finished run takes of the archive. A failed one counts nothing: it leaves when it is tried again. */
export function contentBytes({ measures, traces }: Pick<RunResult, 'measures' | 'traces'>): number {
  const traceBytes = traces.reduce((sum, { values }) => sum + values.byteLength, 0);
  return RUN_BYTES + MEASURE_BYTES * measures.length + traceBytes;
}

/**
 * The same rule as an expression of SQL, of the row of `experiment` that the statement is at: what all calls of `contentBytes`
 * and the lengths of kept verdicts add up to.
 */
export const CONTENT_BYTES_COUNTED = `(
  SELECT ${RUN_BYTES} * count(*) FROM run WHERE run.experiment = experiment.key AND outcome IS NOT NULL
) + (
  SELECT ${MEASURE_BYTES} * count(*) FROM run JOIN measure ON measure.run = run.key
  WHERE run.experiment = experiment.key AND outcome IS NOT NULL
) + (
  SELECT ${BYTES_PER_VALUE} * coalesce(sum(length), 0) FROM run JOIN trace ON trace.run = run.key
  WHERE run.experiment = experiment.key AND outcome IS NOT NULL
) + (
  SELECT coalesce(sum(length(content)), 0) FROM verdict WHERE verdict.experiment = experiment.key
)`;
