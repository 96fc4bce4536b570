import type { Migration } from './migration';

/**
 * Experiments, their cells, their ended runs with measures and traces, and the data sets they were computed on.
 *
 * - A run has a row once it ended; the runs still to do follow from the plan.
 * - A measure's value has type ANY, since a REAL column drops the sign of −0; the check keeps it a number and
 *   refuses NaN, which SQLite turns into NULL.
 * - Names of measures and methods are interned: a new metric is a new row, and a million runs repeat no text.
 * - The counts of an experiment are kept beside it, since counting a million rows takes a second.
 * - Numbers in BLOBs are little-endian IEEE doubles.
 */
const LAYOUT = `
CREATE TABLE data_set (
  digest TEXT NOT NULL PRIMARY KEY,
  origin TEXT NOT NULL,
  features INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  test_samples INTEGER,
  inputs BLOB NOT NULL,
  targets BLOB NOT NULL,
  test_inputs BLOB,
  test_targets BLOB,
  CHECK ((test_samples IS NULL) = (test_inputs IS NULL) AND (test_samples IS NULL) = (test_targets IS NULL))
) STRICT;

CREATE TABLE experiment (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'finished', 'failed', 'cancelled')),
  spec TEXT NOT NULL,
  data_set TEXT NOT NULL REFERENCES data_set,
  total INTEGER NOT NULL,
  finished INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  program_version TEXT NOT NULL,
  notes TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE tag (
  experiment INTEGER NOT NULL REFERENCES experiment,
  tag TEXT NOT NULL,
  PRIMARY KEY (experiment, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (
  experiment INTEGER NOT NULL REFERENCES experiment,
  position INTEGER NOT NULL,
  learning_rate REAL NOT NULL,
  scale REAL NOT NULL,
  depth INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  repetitions INTEGER NOT NULL,
  PRIMARY KEY (experiment, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  key INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  repetition INTEGER NOT NULL,
  outcome TEXT,
  steps_taken INTEGER NOT NULL,
  reason TEXT,
  UNIQUE (experiment, cell, repetition),
  FOREIGN KEY (experiment, cell) REFERENCES cell,
  CHECK ((outcome IS NULL) <> (reason IS NULL))
) STRICT;

CREATE INDEX failed_run ON run (experiment) WHERE outcome IS NULL;

CREATE TABLE measure_name (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE method_name (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE measure (
  run INTEGER NOT NULL REFERENCES run,
  measure INTEGER NOT NULL REFERENCES measure_name,
  value ANY NOT NULL CHECK (typeof(value) = 'real'),
  error REAL,
  method INTEGER REFERENCES method_name,
  PRIMARY KEY (run, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE trace (
  key INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run,
  quantity TEXT NOT NULL,
  every INTEGER NOT NULL,
  length INTEGER NOT NULL,
  UNIQUE (run, quantity)
) STRICT;

CREATE TABLE trace_chunk (
  trace INTEGER NOT NULL REFERENCES trace,
  position INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (trace, position)
) STRICT;
`;

/** A finished run never changes, whoever asks; a failed one may only leave. */
const FINALITY = ['run', 'measure', 'trace', 'trace_chunk']
  .map(
    (table) => `
CREATE TRIGGER ${table}_is_final BEFORE UPDATE ON ${table}
BEGIN
  SELECT RAISE(ABORT, 'an ended run never changes');
END;`,
  )
  .join('\n');

const FINISHED_STAYS = `
CREATE TRIGGER finished_run_stays BEFORE DELETE ON run WHEN OLD.outcome IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a finished run stays');
END;
`;

export const firstLayout: Migration = {
  layout: 10,
  apply: (database) => database.exec(LAYOUT + FINALITY + FINISHED_STAYS),
};
