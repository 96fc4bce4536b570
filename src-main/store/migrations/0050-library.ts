import { kinDigest } from '@shared/experiment/digest';
import { experimentSpecSchema } from '@shared/experiment/spec';
import { OUTCOME_COLUMNS } from '../outcome-columns';
import { MEASURE_BYTES, RUN_BYTES } from '../content-bytes';
import { specFieldRows } from '../spec-field-rows';
import type { Migration } from './migration';

const LAYOUT = `
ALTER TABLE experiment ADD COLUMN starred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN archived_at TEXT;
ALTER TABLE experiment ADD COLUMN hidden TEXT CHECK (hidden IN ('importing', 'purging'));
ALTER TABLE experiment ADD COLUMN extends TEXT;
ALTER TABLE experiment ADD COLUMN kin TEXT NOT NULL DEFAULT '';
ALTER TABLE experiment ADD COLUMN cells INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN content_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE experiment ADD COLUMN kernel_seconds REAL NOT NULL DEFAULT 0;
${OUTCOME_COLUMNS.map(({ column }) => `ALTER TABLE experiment ADD COLUMN ${column} INTEGER NOT NULL DEFAULT 0;`).join('\n')}

CREATE INDEX experiment_kin ON experiment (kin);
CREATE INDEX experiment_data_set ON experiment (data_set);
CREATE INDEX hidden_experiment ON experiment (hidden) WHERE hidden IS NOT NULL;

CREATE TABLE spec_field (
  field TEXT NOT NULL,
  value ANY NOT NULL,
  experiment INTEGER NOT NULL REFERENCES experiment,
  PRIMARY KEY (field, value, experiment)
) STRICT, WITHOUT ROWID;

CREATE INDEX spec_field_of ON spec_field (experiment, field, value);

CREATE TABLE measure_summary (
  experiment INTEGER NOT NULL REFERENCES experiment,
  measure INTEGER NOT NULL REFERENCES measure_name,
  count INTEGER NOT NULL,
  sum REAL NOT NULL,
  least REAL NOT NULL,
  most REAL NOT NULL,
  PRIMARY KEY (experiment, measure)
) STRICT, WITHOUT ROWID;

CREATE INDEX tag_by_name ON tag (tag);

CREATE VIRTUAL TABLE experiment_text USING fts5 (name, notes, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

INSERT INTO experiment_text (rowid, name, notes, tags)
  SELECT key, name, notes, coalesce((SELECT group_concat(tag, ' ') FROM tag WHERE experiment = key), '') FROM experiment;

CREATE TRIGGER text_of_new AFTER INSERT ON experiment
BEGIN
  INSERT INTO experiment_text (rowid, name, notes, tags) VALUES (NEW.key, NEW.name, NEW.notes, '');
END;
CREATE TRIGGER text_of_changed AFTER UPDATE OF name, notes ON experiment
BEGIN
  UPDATE experiment_text SET name = NEW.name, notes = NEW.notes WHERE rowid = NEW.key;
END;
CREATE TRIGGER text_of_gone AFTER DELETE ON experiment
BEGIN
  DELETE FROM experiment_text WHERE rowid = OLD.key;
END;
${['INSERT', 'DELETE']
  .map(
    (event) => `
CREATE TRIGGER text_of_tags_${event.toLowerCase()} AFTER ${event} ON tag
BEGIN
  UPDATE experiment_text
  SET tags = coalesce((SELECT group_concat(tag, ' ') FROM tag WHERE experiment = ${event === 'INSERT' ? 'NEW' : 'OLD'}.experiment), '')
  WHERE rowid = ${event === 'INSERT' ? 'NEW' : 'OLD'}.experiment;
END;`,
  )
  .join('\n')}

-- What was put together in a window and is kept under a name: filters of the library, comparisons.
CREATE TABLE kept_item (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  content TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  UNIQUE (kind, name)
) STRICT;

-- A finished run stays, unless its whole experiment leaves: it was purged, or came in a bundle that was not read to its end.
DROP TRIGGER finished_run_stays;
CREATE TRIGGER finished_run_stays BEFORE DELETE ON run
WHEN OLD.outcome IS NOT NULL AND (SELECT hidden FROM experiment WHERE key = OLD.experiment) IS NULL
BEGIN
  SELECT RAISE(ABORT, 'a finished run stays');
END;
`;

const COUNTS = `
UPDATE experiment SET
  cells = (SELECT count(*) FROM cell WHERE experiment = experiment.key),
${OUTCOME_COLUMNS.map(
  ({ outcome, column }) =>
    `  ${column} = (SELECT count(*) FROM run WHERE experiment = experiment.key AND outcome = '${outcome}')`,
).join(',\n')};

INSERT INTO measure_summary (experiment, measure, count, sum, least, most)
  SELECT run.experiment, measure.measure, count(*), sum(value), min(value), max(value)
  FROM measure JOIN run ON run.key = measure.run
  WHERE abs(value) < 9e999
  GROUP BY run.experiment, measure.measure;

UPDATE experiment SET content_bytes =
  ${RUN_BYTES} * (SELECT count(*) FROM run WHERE experiment = experiment.key)
  + ${MEASURE_BYTES} * (SELECT count(*) FROM run JOIN measure ON measure.run = run.key WHERE experiment = experiment.key)
  + coalesce((
      SELECT sum(length(bytes)) FROM run JOIN trace ON trace.run = run.key
        JOIN trace_chunk ON trace_chunk.trace = trace.key
      WHERE experiment = experiment.key), 0)
  + coalesce((SELECT sum(length(content)) FROM verdict WHERE experiment = experiment.key), 0);
`;

/**
 * What the library lists, filters and sorts by: fields of specs, outcomes and summaries of measures kept beside the
 * experiments, their names, notes and tags as full text; stars, the archive shelf, items kept under a name.
 * An experiment that is `hidden` is out of everybody's sight: it is on its way in (from a bundle) or out (purged).
 */
export const library: Migration = {
  layout: 50,
  apply: (database) => {
    database.exec(LAYOUT);
    database.exec(COUNTS);
    const experiments = database.prepare('SELECT key, spec FROM experiment').all() as {
      key: number;
      spec: string;
    }[];
    const setKin = database.prepare('UPDATE experiment SET kin = ? WHERE key = ?');
    const addField = database.prepare('INSERT INTO spec_field (experiment, field, value) VALUES (?, ?, ?)');
    for (const { key, spec: json } of experiments) {
      const parsed = experimentSpecSchema.safeParse(JSON.parse(json));
      // Rules may have become stricter since: such an experiment stays as it is and is found by its name.
      if (!parsed.success) continue;
      setKin.run(kinDigest(parsed.data), key);
      for (const row of specFieldRows(parsed.data)) addField.run(key, ...row);
    }
  },
};
