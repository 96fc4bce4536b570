import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src-main/store/migrate';
import { firstLayout } from '../../../../src-main/store/migrations/0010-first-layout';
import { bin } from '../../../../src-main/store/migrations/0020-bin';

test('experiments of the first layout are kept, and out of the bin', () => {
  const database = new Database(':memory:');
  migrate(database, ':memory:', [firstLayout]);
  database.exec(`
    INSERT INTO data_set (digest, origin, features, samples, inputs, targets) VALUES ('d', 'o', 1, 1, x'', x'');
    INSERT INTO experiment (id, name, status, spec, data_set, total, created_at, program_version)
    VALUES ('a', 'old', 'finished', '{}', 'd', 0, '2024', '0.1.0');
  `);
  migrate(database, ':memory:', [firstLayout, bin]);
  expect(database.prepare('SELECT name, deleted_at FROM experiment').all()).toEqual([
    { name: 'old', deleted_at: null },
  ]);
  expect(database.pragma('user_version', { simple: true })).toBe(20);
  database.close();
});
