import { OUTCOME_COLUMNS } from '../outcome-columns';

const COUNTED = ['finished', 'content_bytes', ...OUTCOME_COLUMNS.map(({ column }) => column)];

/** Everything that bringing experiments in does to the archive, in SQL. */
export const IMPORTS = {
  begin: `
    INSERT INTO experiment (id, name, status, spec, data_set, total, cells, created_at, started_at, finished_at, program_version,
      notes, starred, extends, kin, kernel_seconds, hidden)
    VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'importing')`,
  specField: `INSERT INTO spec_field (experiment, field, value) VALUES (?, ?, ?)`,
  tag: `INSERT INTO tag (experiment, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  cell: `
    INSERT INTO cell (experiment, position, learning_rate, scale, depth, steps, repetitions)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  session: `
    INSERT INTO session (experiment, started_at, ended_at, program_version, kernel, processor, platform, runtime, processes,
      runs, kernel_seconds)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  incoming: `SELECT key, finished FROM experiment WHERE id = ? AND hidden = 'importing'`,
  here: `SELECT key FROM experiment WHERE id = ? AND hidden IS NULL`,
  show: `
    UPDATE experiment SET id = ?, name = ?, spec = json_set(spec, '$.name', ?), hidden = NULL,
      status = CASE WHEN finished = total THEN 'finished' ELSE 'cancelled' END
    WHERE key = ?`,
  forgetFailuresAt: `
    DELETE FROM run WHERE experiment = ? AND outcome IS NULL AND EXISTS (
      SELECT 1 FROM run AS incoming WHERE incoming.experiment = ? AND incoming.cell = run.cell
        AND incoming.repetition = run.repetition)`,
  // An ended run never changes, not even whose it is: each is put anew under its key, with what belongs to it. One whose
  // place is taken stays behind, and the caller sees that in the count.
  moveRuns: `
    REPLACE INTO run (key, experiment, cell, repetition, outcome, steps_taken, reason)
      SELECT key, ?, cell, repetition, outcome, steps_taken, reason FROM run WHERE experiment = ? AND NOT EXISTS (
        SELECT 1 FROM run AS own WHERE own.experiment = ? AND own.cell = run.cell
          AND own.repetition = run.repetition)`,
  addSummaries: `
    INSERT INTO measure_summary (experiment, measure, count, sum, least, most)
      SELECT ?, measure, count, sum, least, most FROM measure_summary WHERE experiment = ?
    ON CONFLICT (experiment, measure) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum,
      least = min(least, excluded.least), most = max(most, excluded.most)`,
  forgetSummaries: `DELETE FROM measure_summary WHERE experiment = ?`,
  addCounts: `
    UPDATE experiment SET failed = experiment.failed - ?,
      ${COUNTED.map((column) => `${column} = experiment.${column} + incoming.${column}`).join(', ')}
    FROM experiment AS incoming WHERE incoming.key = ? AND experiment.key = ?`,
  emptyCounts: `UPDATE experiment SET ${COUNTED.map((column) => `${column} = 0`).join(', ')} WHERE key = ?`,
  dropCheckpointsOfEnded: `
    DELETE FROM checkpoint WHERE experiment = ? AND EXISTS (
      SELECT 1 FROM run WHERE run.experiment = checkpoint.experiment AND run.cell = checkpoint.cell
        AND run.repetition = checkpoint.repetition)`,
  settle: `
    UPDATE experiment SET deleted_at = NULL,
      finished_at = CASE WHEN finished = total THEN coalesce(finished_at, ?) ELSE finished_at END,
      status = CASE WHEN finished = total AND status <> 'running' THEN 'finished' ELSE status END
    WHERE key = ?`,
} as const;
