import { EXPERIMENT_COLUMNS } from './experiment-row';

/**
 * Every question that the archive answers, in SQL; a test holds that none of them walks through all runs or all
 * measures. Experiments are asked for by their id, runs by their place, so that a caller needs no internal keys.
 */

const EXPERIMENT = `
  SELECT ${EXPERIMENT_COLUMNS}, status, spec, notes FROM experiment JOIN data_set ON digest = data_set`;

const KEY_OF_EXPERIMENT = `(SELECT key FROM experiment WHERE id = ? AND hidden IS NULL)`;

export const QUESTIONS = {
  // Keys ascend with time, and a clock that was set back does not disturb them.
  experiments: `${EXPERIMENT} WHERE deleted_at IS NULL AND hidden IS NULL ORDER BY key DESC`,
  experimentsOfShelf: `${EXPERIMENT} WHERE hidden IS NULL AND
    CASE WHEN deleted_at IS NOT NULL THEN 'bin' WHEN archived_at IS NOT NULL THEN 'archived' ELSE 'current' END = ?
    ORDER BY key DESC`,
  experimentsOfSize: `${EXPERIMENT}
    WHERE cells = ? AND total = ? AND deleted_at IS NULL AND hidden IS NULL ORDER BY key DESC`,
  experimentById: `${EXPERIMENT} WHERE id = ? AND hidden IS NULL`,
  experimentByName: `${EXPERIMENT} WHERE name = ? AND hidden IS NULL`,
  keyOfExperiment: `SELECT key FROM experiment WHERE id = ? AND hidden IS NULL`,
  experimentsOfKin: `${EXPERIMENT} WHERE kin = ? AND data_set = ? AND hidden IS NULL ORDER BY key DESC`,
  extensionsOf: `SELECT id, name FROM experiment WHERE extends = ? AND hidden IS NULL ORDER BY key`,
  adoptions: `
    SELECT donor, (SELECT name FROM experiment AS known WHERE known.id = donor AND known.hidden IS NULL) AS donorName,
      runs, at
    FROM adoption WHERE experiment = ${KEY_OF_EXPERIMENT}`,
  sessions: `
    SELECT started_at AS startedAt, ended_at AS endedAt, program_version AS programVersion, kernel, processor, platform,
      runtime, processes, runs, kernel_seconds AS kernelSeconds
    FROM session WHERE experiment = ${KEY_OF_EXPERIMENT} ORDER BY key`,
  verifications: `
    SELECT started_at AS startedAt, ended_at AS endedAt, program_version AS programVersion, kernel, processor, platform,
      runtime, share, seed, asked, checked, equal, different
    FROM verification WHERE experiment = ${KEY_OF_EXPERIMENT} ORDER BY key`,
  tags: `SELECT tag FROM tag WHERE experiment = ? ORDER BY tag`,
  // The keys of what is listed, as a JSON array.
  fieldsOf: `
    SELECT experiment, field, value FROM spec_field WHERE experiment IN (SELECT value FROM json_each(?))
    ORDER BY experiment, field, value`,
  tagsOf: `
    SELECT experiment, tag FROM tag WHERE experiment IN (SELECT value FROM json_each(?))
    ORDER BY experiment, tag`,
  summariesOf: `
    SELECT experiment, measure, count, sum / count, least, most FROM measure_summary
    WHERE experiment IN (SELECT value FROM json_each(?))`,
  shelfOf: `
    SELECT CASE WHEN deleted_at IS NOT NULL THEN 'bin' WHEN archived_at IS NOT NULL THEN 'archived' ELSE 'current' END
    FROM experiment WHERE id = ? AND hidden IS NULL`,
  shelves: `
    SELECT count(*) FILTER (WHERE deleted_at IS NULL AND archived_at IS NULL) AS current,
      count(*) FILTER (WHERE deleted_at IS NULL AND archived_at IS NOT NULL) AS archived,
      count(*) FILTER (WHERE deleted_at IS NOT NULL) AS bin
    FROM experiment WHERE hidden IS NULL`,
  tagCounts: `
    SELECT tag, count(*) AS count FROM tag CROSS JOIN experiment ON key = experiment
    WHERE deleted_at IS NULL AND hidden IS NULL GROUP BY tag ORDER BY tag`,
  keptItems: `
    SELECT kind, name, content, changed_at AS changedAt FROM kept_item WHERE kind = ? ORDER BY name`,
  binBytes: `
    SELECT coalesce(sum(content_bytes), 0) FROM experiment WHERE deleted_at IS NOT NULL AND hidden IS NULL`,
  finishedPlaces: `
    SELECT cell, repetition FROM run WHERE experiment = ${KEY_OF_EXPERIMENT} AND outcome IS NOT NULL`,
  runs: `
    SELECT key, cell, repetition, outcome, steps_taken, reason FROM run
    WHERE experiment = ${KEY_OF_EXPERIMENT} ORDER BY cell, repetition`,
  runsOfCell: `
    SELECT key, cell, repetition, outcome, steps_taken, reason FROM run
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND cell = ? ORDER BY repetition`,
  run: `
    SELECT key, cell, repetition, outcome, steps_taken, reason FROM run
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND cell = ? AND repetition = ?`,
  endings: `
    SELECT cell, repetition, outcome, steps_taken AS stepsTaken FROM run
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND outcome IS NOT NULL ORDER BY cell, repetition`,
  endingsOfCell: `
    SELECT repetition, outcome, steps_taken AS stepsTaken FROM run
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND cell = ? AND outcome IS NOT NULL ORDER BY repetition`,
  finishedRun: `
    SELECT key, outcome, steps_taken AS stepsTaken FROM run
    WHERE experiment = ? AND cell = ? AND repetition = ? AND outcome IS NOT NULL`,
  tracesOfKey: `SELECT key, quantity, every, length FROM trace WHERE run = ?`,
  endedRun: `SELECT 1 FROM run WHERE experiment = ? AND cell = ? AND repetition = ?`,
  checkpointedPlaces: `SELECT cell, repetition FROM checkpoint WHERE experiment = ${KEY_OF_EXPERIMENT}`,
  checkpoint: `
    SELECT content FROM checkpoint WHERE experiment = ${KEY_OF_EXPERIMENT} AND cell = ? AND repetition = ?`,
  verdicts: `
    SELECT cell, repetition, program_version, content FROM verdict
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND dynamics = ? ORDER BY cell, repetition`,
  verdictsOfCell: `
    SELECT cell, repetition, program_version, content FROM verdict
    WHERE experiment = ${KEY_OF_EXPERIMENT} AND dynamics = ? AND cell = ? ORDER BY repetition`,
  measuresOfRun: `SELECT measure, value, error, method FROM measure WHERE run = ?`,
  tracesOfRun: `
    SELECT trace.key, trace.quantity, trace.every, trace.length FROM run JOIN trace ON trace.run = run.key
    WHERE run.experiment = ${KEY_OF_EXPERIMENT} AND run.cell = ? AND run.repetition = ?`,
  chunksOfTrace: `SELECT bytes FROM trace_chunk WHERE trace = ? ORDER BY position`,
  isInBin: `SELECT deleted_at IS NOT NULL FROM experiment WHERE key = ?`,
  nextToPurge: `SELECT key, data_set AS digest FROM experiment WHERE hidden = 'purging' LIMIT 1`,
  aRunOf: `SELECT key FROM run WHERE experiment = ? LIMIT 1`,
  aTraceOf: `SELECT key FROM trace WHERE run = ? LIMIT 1`,
  verdictLength: `
    SELECT length(content) FROM verdict WHERE experiment = ? AND dynamics = ? AND cell = ? AND repetition = ?`,
  dataSet: `
    SELECT features, samples, test_samples AS testSamples, inputs, targets, test_inputs AS testInputs,
      test_targets AS testTargets
    FROM data_set WHERE digest = ?`,
} as const;
