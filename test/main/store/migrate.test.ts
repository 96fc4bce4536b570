import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { APPLICATION_ID, layoutOf } from '../../../src-main/store/identity';
import { latestLayout, migrate } from '../../../src-main/store/migrate';
import { MIGRATIONS } from '../../../src-main/store/migrations/index';
import type { Migration } from '../../../src-main/store/migrations/migration';

const PATH = '/data/workbench.sqlite';
const first: Migration = { layout: 10, apply: (database) => database.exec('CREATE TABLE a (x)') };
const second: Migration = {
  layout: 20,
  apply: (database) => database.exec("CREATE TABLE b (x); INSERT INTO b VALUES ('kept')"),
};
const broken: Migration = {
  layout: 30,
  apply: (database) => {
    database.exec('CREATE TABLE c (x)');
    throw new Error('no further');
  },
};

const tablesOf = (database: Database.Database): unknown[] =>
  database.prepare('SELECT name FROM sqlite_schema ORDER BY name').pluck().all();

test('the steps ascend in tens', () => {
  const layouts = MIGRATIONS.map(({ layout }) => layout);
  expect(layouts.every((layout, i) => layout % 10 === 0 && layout > (layouts[i - 1] ?? 0))).toBe(true);
  expect(latestLayout()).toBe(layouts.at(-1));
});

test('an empty file goes through every step and becomes ours', () => {
  const database = new Database(':memory:');
  expect(layoutOf(database, PATH, 20)).toBeNull();
  migrate(database, PATH, [first, second]);
  expect(tablesOf(database)).toEqual(['a', 'b']);
  expect(layoutOf(database, PATH, 20)).toBe(20);
  expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
});

test('an older archive goes through the steps it lacks, once', () => {
  const database = new Database(':memory:');
  migrate(database, PATH, [first]);
  migrate(database, PATH, [first, second]);
  migrate(database, PATH, [first, second]);
  expect(database.prepare('SELECT x FROM b').pluck().all()).toEqual(['kept']);
});

test('a step that breaks leaves the archive at the one before', () => {
  const database = new Database(':memory:');
  expect(() => migrate(database, PATH, [first, second, broken])).toThrow('no further');
  expect(tablesOf(database)).toEqual(['a', 'b']);
  expect(layoutOf(database, PATH, 30)).toBe(20);
});

test('a newer archive is refused untouched', () => {
  const database = new Database(':memory:');
  migrate(database, PATH, [first, second]);
  expect(() => migrate(database, PATH, [first])).toThrow(/newer version/);
  expect(tablesOf(database)).toEqual(['a', 'b']);
});
