import { CONTENT_BYTES_COUNTED } from '../content-bytes';
import type { Migration } from './migration';

/**
 * Which experiments that came in a bundle give their runs to which that are here: a row from the moment on in which that was
 * decided until the last run was moved.
 *
 * The sizes that the library shows are counted anew: layout 50 counted failed runs of older archives as well, which the
 * recorder does not, and they stayed in the sum when they were tried again. Takes about a second for a million runs.
 */
export const merges: Migration = {
  layout: 70,
  apply: (database) =>
    database.exec(`
CREATE TABLE merging (
  incoming INTEGER PRIMARY KEY REFERENCES experiment,
  target INTEGER NOT NULL REFERENCES experiment
) STRICT;

CREATE INDEX merging_into ON merging (target);

UPDATE experiment SET content_bytes = ${CONTENT_BYTES_COUNTED};
`),
};
