import type { Migration } from './migration';

/**
 * What the statements of theory say of each run: derived from spec and data alone, and kept so that all runs of an
 * archive can be looked at together. A run of gradient descent and the gradient flow from its initial weights are judged
 * apart, and neither needs the run to have ended. The content is for the application to read; a newer program
 * may judge again and replaces it.
 */
export const verdicts: Migration = {
  layout: 40,
  apply: (database) =>
    database.exec(`
CREATE TABLE verdict (
  experiment INTEGER NOT NULL,
  dynamics TEXT NOT NULL,
  cell INTEGER NOT NULL,
  repetition INTEGER NOT NULL,
  program_version TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (experiment, dynamics, cell, repetition),
  FOREIGN KEY (experiment, cell) REFERENCES cell
) STRICT;
`),
};
