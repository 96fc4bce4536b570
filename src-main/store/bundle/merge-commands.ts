import { MEASURE_BYTES, RUN_BYTES } from '../content-bytes';
import { BYTES_PER_VALUE } from '../float-bytes';

/** Everything that moving runs from an experiment that came in to the one that is here does to the archive, in SQL. */
export const MERGES = {
  begin: `INSERT INTO merging (incoming, target) VALUES (?, ?)`,
  next: `SELECT incoming, target FROM merging LIMIT 1`,
  // Whoever recorded a run first keeps its place: what is the same run has the same bytes.
  someRuns: `
    SELECT key FROM run WHERE experiment = ? AND NOT EXISTS (
      SELECT 1 FROM run AS own WHERE own.experiment = ? AND own.cell = run.cell
        AND own.repetition = run.repetition AND own.outcome IS NOT NULL)
    LIMIT ?`,
  // The keys of those runs, as a JSON array, from here on.
  forgetFailures: `
    DELETE FROM run WHERE key IN (
      SELECT own.key FROM json_each(?) CROSS JOIN run AS incoming ON incoming.key = value
        CROSS JOIN run AS own ON own.experiment = ? AND own.cell = incoming.cell AND own.repetition = incoming.repetition)`,
  // An ended run never changes, not even whose it is: each is put anew under its key, with what belongs to it.
  move: `
    REPLACE INTO run (key, experiment, cell, repetition, outcome, steps_taken, reason)
      SELECT run.key, ?, cell, repetition, outcome, steps_taken, reason
      FROM json_each(?) CROSS JOIN run ON run.key = value`,
  outcomes: `SELECT outcome FROM json_each(?) CROSS JOIN run ON run.key = value`,
  bytes: `
    SELECT ${RUN_BYTES} * count(*)
      + ${MEASURE_BYTES} * sum((SELECT count(*) FROM measure WHERE run = json_each.value))
      + ${BYTES_PER_VALUE} * sum((SELECT coalesce(sum(length), 0) FROM trace WHERE run = json_each.value))
    FROM json_each(?)`,
  takeFromBin: `UPDATE experiment SET deleted_at = NULL WHERE key = ?`,
  settle: `
    UPDATE experiment SET
      finished_at = CASE WHEN finished = total THEN coalesce(finished_at, ?) ELSE finished_at END,
      status = CASE WHEN finished = total AND status <> 'running' THEN 'finished' ELSE status END
    WHERE key = ?`,
  end: `DELETE FROM merging WHERE incoming = ?`,
} as const;
