import Database from 'better-sqlite3';
import type { Connection } from '../connection';

/** Marks the header of a bundle's database ("ShWB" in ASCII), so that no archive is taken for one. */
export const BUNDLE_APPLICATION_ID = 0x53685742;

/** `user_version` of the header: that of the bundle format. */
export const BUNDLE_LAYOUT = 1;

/**
 * The tables of a bundle's `archive.sqlite`, as docs/bundle-format.md describes them: meant to be read by people and other
 * programs, so names stand written out where the archive interns them.
 *
 * - A measure's value has type ANY, since a REAL column drops the sign of −0.
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
  experiment INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  spec TEXT NOT NULL,
  data_set TEXT NOT NULL REFERENCES data_set,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  program_version TEXT NOT NULL,
  extends TEXT,
  kernel_seconds REAL NOT NULL,
  notes TEXT NOT NULL,
  starred INTEGER NOT NULL CHECK (starred IN (0, 1))
) STRICT;

CREATE TABLE tag (
  experiment INTEGER NOT NULL REFERENCES experiment,
  tag TEXT NOT NULL,
  PRIMARY KEY (experiment, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  experiment INTEGER NOT NULL REFERENCES experiment,
  session INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  program_version TEXT NOT NULL,
  kernel TEXT NOT NULL,
  processor TEXT NOT NULL,
  platform TEXT NOT NULL,
  runtime TEXT NOT NULL,
  processes INTEGER NOT NULL,
  runs INTEGER,
  kernel_seconds REAL,
  PRIMARY KEY (experiment, session)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (
  experiment INTEGER NOT NULL REFERENCES experiment,
  cell INTEGER NOT NULL,
  learning_rate REAL NOT NULL,
  scale REAL NOT NULL,
  depth INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  repetitions INTEGER NOT NULL,
  PRIMARY KEY (experiment, cell)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
  run INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiment,
  cell INTEGER NOT NULL,
  repetition INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  steps_taken INTEGER NOT NULL,
  UNIQUE (experiment, cell, repetition)
) STRICT;

CREATE TABLE measure (
  run INTEGER NOT NULL REFERENCES run,
  measure TEXT NOT NULL,
  value ANY NOT NULL CHECK (typeof(value) = 'real'),
  error REAL,
  method TEXT,
  PRIMARY KEY (run, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE trace (
  run INTEGER NOT NULL REFERENCES run,
  quantity TEXT NOT NULL,
  every INTEGER NOT NULL,
  length INTEGER NOT NULL,
  samples BLOB NOT NULL,
  UNIQUE (run, quantity)
) STRICT;
`;

export function layOut(database: Connection): void {
  database.exec(LAYOUT);
  database.pragma(`application_id = ${BUNDLE_APPLICATION_ID}`);
  database.pragma(`user_version = ${BUNDLE_LAYOUT}`);
}

/** Everything that the schema of such a database consists of, a line each. */
export function schemaOf(database: Connection): string[] {
  const rows = database
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
    )
    .all();
  return rows.map((row) => JSON.stringify([row.type, row.name, row.tbl_name, row.sql]));
}

/** The schema as this program writes it: nothing else is read. */
export function expectedSchema(): string[] {
  const database = new Database(':memory:');
  try {
    layOut(database);
    return schemaOf(database);
  } finally {
    database.close();
  }
}
