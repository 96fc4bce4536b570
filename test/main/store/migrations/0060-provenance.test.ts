import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src-main/store/migrate';
import { MIGRATIONS } from '../../../../src-main/store/migrations/index';
import { A_DIGEST } from '../builders';

const BEFORE = MIGRATIONS.filter(({ layout }) => layout < 60);
const UP_TO = MIGRATIONS.filter(({ layout }) => layout <= 60);

test('the step leads from layout 50 to 60, and what it adds leaves with its experiment', () => {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, ':memory:', BEFORE);
  expect(database.pragma('user_version', { simple: true })).toBe(50);
  database.exec(`
    INSERT INTO data_set VALUES ('${A_DIGEST}', 'here', 1, 1, NULL, zeroblob(8), zeroblob(8), NULL, NULL);
    INSERT INTO experiment (key, id, name, status, spec, data_set, total, finished, created_at, program_version)
      VALUES (1, 'a', 'old', 'finished', '{}', '${A_DIGEST}', 1, 1, '2024', '0.1.0'),
             (2, 'b', 'other', 'queued', '{}', '${A_DIGEST}', 1, 0, '2024', '0.1.0');`);
  migrate(database, ':memory:', UP_TO);
  expect(database.pragma('user_version', { simple: true })).toBe(60);
  expect(database.prepare('SELECT id, name, finished FROM experiment ORDER BY key').raw().all()).toEqual([
    ['a', 'old', 1],
    ['b', 'other', 0],
  ]);
  database.exec(`
    INSERT INTO adoption VALUES (1, 'b', 1, '2026'), (2, 'a', 1, '2026');
    INSERT INTO session (experiment, started_at, program_version, kernel, processor, platform, runtime, processes)
      VALUES (1, '2026', '1', 'scalar', 'p', 'l', 'n', 2), (2, '2026', '1', 'scalar', 'p', 'l', 'n', 2);
    INSERT INTO verification (experiment, started_at, ended_at, program_version, kernel, processor, platform, runtime,
        share, seed, asked, checked, equal, different)
      VALUES (1, '2026', '2026', '1', 'scalar', 'p', 'l', 'n', 1, 0, 1, 1, 1, '[]');
    DELETE FROM experiment WHERE key = 1;`);
  const left = (table: string): unknown => database.prepare(`SELECT experiment FROM ${table}`).pluck().all();
  expect(left('adoption')).toEqual([2]);
  expect(left('session')).toEqual([2]);
  expect(left('verification')).toEqual([]);
  for (const table of ['adoption', 'session', 'verification']) {
    expect(database.pragma(`table_list(${table})`)).toMatchObject([{ strict: 1 }]);
  }
  database.close();
});
