import type { Migration } from './migration';

/** The bin: an experiment in it is out of sight and can be taken back. */
export const bin: Migration = {
  layout: 20,
  apply: (database) => database.exec('ALTER TABLE experiment ADD COLUMN deleted_at TEXT'),
};
