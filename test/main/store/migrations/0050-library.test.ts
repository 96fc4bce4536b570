import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src-main/store/migrate';
import { firstLayout } from '../../../../src-main/store/migrations/0010-first-layout';
import { bin } from '../../../../src-main/store/migrations/0020-bin';
import { checkpoints } from '../../../../src-main/store/migrations/0030-checkpoints';
import { verdicts } from '../../../../src-main/store/migrations/0040-verdicts';
import { library } from '../../../../src-main/store/migrations/0050-library';
import { A_DIGEST, aSpec } from '../builders';

const BEFORE = [firstLayout, bin, checkpoints, verdicts];

/** An archive as a version with layout 40 left it: an experiment with runs, and one whose spec nobody understands. */
function layout40(): Database.Database {
  const database = new Database(':memory:');
  migrate(database, ':memory:', BEFORE);
  database.exec(`
    INSERT INTO data_set VALUES ('${A_DIGEST}', 'here', 1, 1, NULL, zeroblob(8), zeroblob(8), NULL, NULL);
    INSERT INTO experiment (key, id, name, status, spec, data_set, total, finished, failed, created_at, program_version, notes)
      VALUES (1, 'a', 'known', 'cancelled', '${JSON.stringify(aSpec({ cells: 2 }))}', '${A_DIGEST}', 6, 3, 1, '2024', '0.1.0', 'flat minima'),
             (2, 'b', 'strange', 'queued', '{}', '${A_DIGEST}', 6, 0, 0, '2024', '0.1.0', '');
    INSERT INTO tag VALUES (1, 'paper');
    INSERT INTO cell VALUES (1, 0, 0.1, 1, 2, 10, 3), (1, 1, 0.2, 1, 2, 10, 3);
    INSERT INTO run VALUES (1, 1, 0, 0, 'converged', 10, NULL), (2, 1, 0, 1, 'converged', 10, NULL),
      (3, 1, 1, 0, 'diverged', 10, NULL), (4, 1, 1, 1, NULL, 0, 'broke');
    INSERT INTO measure_name VALUES (7, 'finalRisk');
    INSERT INTO measure VALUES (1, 7, 0.25, NULL, NULL), (2, 7, 0.75, NULL, NULL), (3, 7, 9e999, NULL, NULL);
    INSERT INTO trace VALUES (1, 1, 'excessRisk', 5, 3);
    INSERT INTO trace_chunk VALUES (1, 0, zeroblob(24));`);
  return database;
}

test('experiments of layout 40 are counted, summarised and found by their fields and words', () => {
  const database = layout40();
  migrate(database, ':memory:', [...BEFORE, library]);
  expect(database.pragma('user_version', { simple: true })).toBe(50);
  expect(
    database
      .prepare(
        'SELECT runs_converged, runs_diverged, runs_cycling, starred, hidden FROM experiment WHERE key = 1',
      )
      .get(),
  ).toEqual({ runs_converged: 2, runs_diverged: 1, runs_cycling: 0, starred: 0, hidden: null });
  // 0.25 and 0.75; what is not finite is in no summary.
  expect(database.prepare('SELECT count, sum, least, most FROM measure_summary').all()).toEqual([
    { count: 2, sum: 1, least: 0.25, most: 0.75 },
  ]);
  // Four runs, three measures and 24 bytes of trace.
  expect(database.prepare('SELECT content_bytes FROM experiment WHERE key = 1').pluck().get()).toBe(
    4 * 42 + 3 * 26 + 24,
  );
  const holding = database.prepare('SELECT experiment FROM spec_field WHERE field = ? AND value = ?').pluck();
  expect(holding.all('learningRate', 0.2)).toEqual([1]);
  expect(holding.all('initialisation', 'gaussian')).toEqual([1]);
  const matching = database
    .prepare('SELECT rowid FROM experiment_text WHERE experiment_text MATCH ?')
    .pluck();
  expect(matching.all('flat')).toEqual([1]);
  expect(matching.all('paper')).toEqual([1]);
  expect(matching.all('strang*')).toEqual([2]);
  database.close();
});

test('words are found where names, notes and tags change', () => {
  const database = layout40();
  migrate(database, ':memory:', [...BEFORE, library]);
  const matching = database
    .prepare('SELECT rowid FROM experiment_text WHERE experiment_text MATCH ?')
    .pluck();
  database.exec(`UPDATE experiment SET name = 'renamed' WHERE key = 1;
    DELETE FROM tag WHERE experiment = 1; INSERT INTO tag VALUES (1, 'later'), (1, 'other');`);
  expect(matching.all('known')).toEqual([]);
  expect(matching.all('renamed')).toEqual([1]);
  expect(matching.all('paper')).toEqual([]);
  expect(matching.all('later other')).toEqual([1]);
  database.close();
});

test('a finished run stays, unless its whole experiment leaves', () => {
  const database = layout40();
  migrate(database, ':memory:', [...BEFORE, library]);
  const remove = () => database.exec('DELETE FROM measure WHERE run = 3; DELETE FROM run WHERE key = 3');
  expect(remove).toThrow('a finished run stays');
  database.exec(`UPDATE experiment SET hidden = 'purging' WHERE key = 1`);
  remove();
  expect(database.prepare('SELECT count(*) FROM run').pluck().get()).toBe(3);
  database.close();
});
