import type { Migration } from './migration';

/**
 * Where the runs of an experiment come from: which other experiments' runs were taken over, when and on what machine the
 * others were computed, and which of them were computed again to see whether the bytes agree. All of it leaves with the
 * experiment. A donor is named by its id: it may leave, its runs stay where they were taken over.
 */
export const provenance: Migration = {
  layout: 60,
  apply: (database) =>
    database.exec(`
CREATE TABLE adoption (
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  donor TEXT NOT NULL,
  runs INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (experiment, donor)
) STRICT, WITHOUT ROWID;

-- A session without an end was killed.
CREATE TABLE session (
  key INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  program_version TEXT NOT NULL,
  kernel TEXT NOT NULL,
  processor TEXT NOT NULL,
  platform TEXT NOT NULL,
  runtime TEXT NOT NULL,
  processes INTEGER NOT NULL,
  runs INTEGER,
  kernel_seconds REAL
) STRICT;

CREATE INDEX session_of ON session (experiment);

CREATE TABLE verification (
  key INTEGER PRIMARY KEY,
  experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  program_version TEXT NOT NULL,
  kernel TEXT NOT NULL,
  processor TEXT NOT NULL,
  platform TEXT NOT NULL,
  runtime TEXT NOT NULL,
  share REAL NOT NULL,
  seed INTEGER NOT NULL,
  asked INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  equal INTEGER NOT NULL,
  -- JSON: what differs, up to a limit.
  different TEXT NOT NULL
) STRICT;

CREATE INDEX verification_of ON verification (experiment);

CREATE INDEX extending_experiment ON experiment (extends) WHERE extends IS NOT NULL;
`),
};
