import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import { firstLayout } from '../../../../src-main/store/migrations/0010-first-layout';

let database: Database.Database;
beforeEach(() => {
  database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  firstLayout.apply(database);
  database.exec(`
    INSERT INTO data_set VALUES ('d', 'here', 1, 1, NULL, x'', x'', NULL, NULL);
    INSERT INTO experiment (key, id, name, status, spec, data_set, total, created_at, program_version)
      VALUES (1, 'a', 'first', 'queued', '{}', 'd', 2, 'now', '1');
    INSERT INTO cell VALUES (1, 0, 0.1, 1, 2, 10, 2);
    INSERT INTO run VALUES (1, 1, 0, 0, 'converged', 10, NULL), (2, 1, 0, 1, NULL, 0, 'broke');
    INSERT INTO measure_name VALUES (1, 'finalRisk');
    INSERT INTO measure VALUES (1, 1, 0.5, NULL, NULL);
    INSERT INTO trace VALUES (1, 1, 'sharpness', 1, 1);
    INSERT INTO trace_chunk VALUES (1, 0, x'0000000000000000');`);
});

test('every table is strict', () => {
  const tables = database.pragma('table_list') as { name: string; schema: string; strict: number }[];
  const own = tables.filter(({ name, schema }) => schema === 'main' && !name.startsWith('sqlite_'));
  expect(own.map(({ name }) => name).sort()).toEqual([
    'cell',
    'data_set',
    'experiment',
    'measure',
    'measure_name',
    'method_name',
    'run',
    'tag',
    'trace',
    'trace_chunk',
  ]);
  expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
});

test.each([
  `UPDATE run SET steps_taken = 11`,
  `UPDATE measure SET value = 0.25`,
  `UPDATE trace SET every = 2`,
  `UPDATE trace_chunk SET bytes = x''`,
  `DELETE FROM run WHERE key = 1`,
])('an ended run never changes: %s', (sql) => {
  expect(() => database.exec(sql)).toThrow(/never changes|stays/);
});

test('a failed run may leave', () => {
  database.exec('DELETE FROM run WHERE key = 2');
  expect(database.prepare('SELECT key FROM run').pluck().all()).toEqual([1]);
});

test.each([
  [`INSERT INTO run VALUES (3, 1, 0, 0, 'cycling', 10, NULL)`, /UNIQUE/],
  [`INSERT INTO run VALUES (3, 1, 1, 0, 'cycling', 10, NULL)`, /FOREIGN KEY/],
  [`INSERT INTO run VALUES (3, 1, 0, 2, 'cycling', 10, 'and a reason')`, /CHECK/],
  [`INSERT INTO run VALUES (3, 1, 0, 2, NULL, 10, NULL)`, /CHECK/],
  [`INSERT INTO run VALUES (3, 1, 0, 'two', 'cycling', 10, NULL)`, /cannot store TEXT/],
  [`INSERT INTO measure VALUES (2, 1, '0.5', NULL, NULL)`, /CHECK/],
  [`INSERT INTO measure VALUES (2, 1, NULL, NULL, NULL)`, /NOT NULL/],
  [`INSERT INTO measure VALUES (2, 7, 0.5, NULL, NULL)`, /FOREIGN KEY/],
  [`UPDATE experiment SET status = 'paused'`, /CHECK/],
])('nonsense is refused: %s', (sql, reason) => {
  expect(() => database.exec(sql)).toThrow(reason);
});
