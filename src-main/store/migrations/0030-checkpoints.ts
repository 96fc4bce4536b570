import type { Migration } from './migration';

/**
 * The latest checkpoint of each run that has not ended but has come far, so that a kill costs minutes of it. Its content
 * is for the engine to read. A table with its key beside it, not inside: which places have one is answered from the
 * key alone, past contents of megabytes.
 */
export const checkpoints: Migration = {
  layout: 30,
  apply: (database) =>
    database.exec(`
CREATE TABLE checkpoint (
  experiment INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  repetition INTEGER NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (experiment, cell, repetition),
  FOREIGN KEY (experiment, cell) REFERENCES cell
) STRICT;
`),
};
