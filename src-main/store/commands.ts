import { OUTCOME_COLUMNS } from './outcome-columns';

/** Everything that the writer does to the archive, in SQL. */
export const COMMANDS = {
  // A digest says it all: a data set that is there already is the same one.
  keepDataSet: `
    INSERT INTO data_set
      (digest, origin, features, samples, test_samples, inputs, targets, test_inputs, test_targets)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO NOTHING`,
  createExperiment: `
    INSERT INTO experiment (id, name, status, spec, data_set, total, cells, created_at, program_version, extends, kin)
    VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?)`,
  createSpecField: `INSERT INTO spec_field (experiment, field, value) VALUES (?, ?, ?)`,
  createCell: `
    INSERT INTO cell (experiment, position, learning_rate, scale, depth, steps, repetitions)
    VALUES (?, ?, ?, ?, ?, ?, ?)`,
  setStatus: `UPDATE experiment SET status = ? WHERE key = ?`,
  queueInterrupted: `UPDATE experiment SET status = 'queued' WHERE status = 'running'`,
  setStart: `UPDATE experiment SET started_at = ?, finished_at = NULL WHERE key = ?`,
  setEnd: `UPDATE experiment SET finished_at = ? WHERE key = ?`,
  count: `UPDATE experiment SET finished = finished + ?, failed = failed + ? WHERE key = ?`,
  countOutcomes: `
    UPDATE experiment SET content_bytes = content_bytes + ?,
      ${OUTCOME_COLUMNS.map(({ column }) => `${column} = ${column} + ?`).join(', ')}
    WHERE key = ?`,
  addToSummary: `
    INSERT INTO measure_summary (experiment, measure, count, sum, least, most) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (experiment, measure) DO UPDATE SET count = count + excluded.count, sum = sum + excluded.sum,
      least = min(least, excluded.least), most = max(most, excluded.most)`,
  summariseRun: `
    INSERT INTO measure_summary (experiment, measure, count, sum, least, most)
    SELECT ?, measure, 1, value, value, value FROM measure WHERE run = ? AND abs(value) < 9e999
    ON CONFLICT (experiment, measure) DO UPDATE SET count = count + 1, sum = sum + excluded.sum,
      least = min(least, excluded.least), most = max(most, excluded.most)`,
  forgetFailures: `DELETE FROM run WHERE experiment = ? AND outcome IS NULL`,
  // The first record of a run is the one that stays.
  recordRun: `
    INSERT INTO run (experiment, cell, repetition, outcome, steps_taken, reason) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (experiment, cell, repetition) DO NOTHING`,
  recordMeasure: `INSERT INTO measure (run, measure, value, error, method) VALUES (?, ?, ?, ?, ?)`,
  recordTrace: `INSERT INTO trace (run, quantity, every, length) VALUES (?, ?, ?, ?)`,
  recordChunk: `INSERT INTO trace_chunk (trace, position, bytes) VALUES (?, ?, ?)`,
  copyMeasures: `
    INSERT INTO measure (run, measure, value, error, method)
    SELECT ?, measure, value, error, method FROM measure WHERE run = ?`,
  copyChunks: `INSERT INTO trace_chunk (trace, position, bytes) SELECT ?, position, bytes FROM trace_chunk WHERE trace = ?`,
  recordAdoption: `
    INSERT INTO adoption (experiment, donor, runs, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (experiment, donor) DO UPDATE SET runs = runs + excluded.runs, at = excluded.at`,
  beginSession: `
    INSERT INTO session
      (experiment, started_at, program_version, kernel, processor, platform, runtime, processes)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  endSession: `UPDATE session SET ended_at = ?, runs = ?, kernel_seconds = ? WHERE key = ? RETURNING experiment`,
  keepVerification: `
    INSERT INTO verification
      (experiment, started_at, ended_at, program_version, kernel, processor, platform, runtime, share, seed, asked,
        checked, equal, different)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  saveCheckpoint: `
    INSERT INTO checkpoint (experiment, cell, repetition, content) VALUES (?, ?, ?, ?)
    ON CONFLICT (experiment, cell, repetition) DO UPDATE SET content = excluded.content`,
  // From the few checkpoints to their runs: costs next to nothing where there are none, however many runs ended.
  dropCheckpointsOfEnded: `
    DELETE FROM checkpoint WHERE experiment = ? AND EXISTS (
      SELECT 1 FROM run WHERE run.experiment = checkpoint.experiment AND run.cell = checkpoint.cell
        AND run.repetition = checkpoint.repetition)`,
  dropCheckpoints: `DELETE FROM checkpoint WHERE experiment = ?`,
  keepVerdicts: `
    INSERT INTO verdict (experiment, dynamics, cell, repetition, program_version, content) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (experiment, dynamics, cell, repetition)
    DO UPDATE SET program_version = excluded.program_version, content = excluded.content`,
  setNotes: `UPDATE experiment SET notes = ? WHERE key = ?`,
  // The spec holds the name too.
  rename: `UPDATE experiment SET name = ?, spec = json_set(spec, '$.name', ?) WHERE key = ?`,
  addKernelSeconds: `UPDATE experiment SET kernel_seconds = kernel_seconds + ? WHERE key = ?`,
  setStarred: `UPDATE experiment SET starred = ? WHERE key = ?`,
  setArchived: `UPDATE experiment SET archived_at = ? WHERE key = ?`,
  setDeleted: `UPDATE experiment SET deleted_at = ? WHERE key = ?`,
  keepItem: `
    INSERT INTO kept_item (kind, name, content, changed_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (kind, name) DO UPDATE SET content = excluded.content, changed_at = excluded.changed_at`,
  forgetItem: `DELETE FROM kept_item WHERE kind = ? AND name = ?`,
  addTag: `INSERT INTO tag (experiment, tag) VALUES (?, ?) ON CONFLICT DO NOTHING`,
  removeTag: `DELETE FROM tag WHERE experiment = ? AND tag = ?`,
  // Its id and its name are free from now on: none that is given holds a control character.
  hideToPurge: `
    UPDATE experiment SET hidden = 'purging', id = char(31) || key, name = char(31) || key WHERE key = ?`,
  abandonImports: `
    UPDATE experiment SET hidden = 'purging', id = char(31) || key, name = char(31) || key
    WHERE hidden = 'importing' AND NOT EXISTS (SELECT 1 FROM merging WHERE incoming = experiment.key)`,
  purgeChunks: `
    DELETE FROM trace_chunk WHERE rowid IN (SELECT rowid FROM trace_chunk WHERE trace = ? LIMIT ?)`,
  purgeTrace: `DELETE FROM trace WHERE key = ?`,
  purgeMeasures: `DELETE FROM measure WHERE run = ?`,
  purgeRun: `DELETE FROM run WHERE key = ?`,
  purgeVerdicts: `DELETE FROM verdict WHERE rowid IN (SELECT rowid FROM verdict WHERE experiment = ? LIMIT ?)`,
  purgeCheckpoints: `
    DELETE FROM checkpoint WHERE rowid IN (SELECT rowid FROM checkpoint WHERE experiment = ? LIMIT ?)`,
  purgeCells: `
    DELETE FROM cell WHERE (experiment, position) IN
      (SELECT experiment, position FROM cell WHERE experiment = ? LIMIT ?)`,
  purgeTags: `
    DELETE FROM tag WHERE (experiment, tag) IN (SELECT experiment, tag FROM tag WHERE experiment = ? LIMIT ?)`,
  purgeSpecFields: `
    DELETE FROM spec_field WHERE (field, value, experiment) IN
      (SELECT field, value, experiment FROM spec_field WHERE experiment = ? LIMIT ?)`,
  purgeSummaries: `
    DELETE FROM measure_summary WHERE (experiment, measure) IN
      (SELECT experiment, measure FROM measure_summary WHERE experiment = ? LIMIT ?)`,
  purgeExperiment: `DELETE FROM experiment WHERE key = ?`,
  purgeDataSet: `
    DELETE FROM data_set WHERE digest = ? AND NOT EXISTS (SELECT 1 FROM experiment WHERE data_set = ?)`,
  addContentBytes: `UPDATE experiment SET content_bytes = content_bytes + ? WHERE key = ?`,
} as const;
