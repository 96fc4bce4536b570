import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../../../../src-main/store/migrate';
import { MIGRATIONS } from '../../../../src-main/store/migrations/index';
import { A_DIGEST } from '../builders';

const upTo = (layout: number) => MIGRATIONS.filter((migration) => migration.layout <= layout);

test('sizes of archives that come from before layout 50 lose what failed runs had added', () => {
  const database = new Database(':memory:');
  database.pragma('foreign_keys = ON');
  migrate(database, ':memory:', upTo(40));
  // Two finished runs with a trace of 3 values and a measure each, three that failed, verdicts of 5 bytes.
  database.exec(`
    INSERT INTO data_set VALUES ('${A_DIGEST}', 'here', 1, 1, NULL, zeroblob(8), zeroblob(8), NULL, NULL);
    INSERT INTO experiment (key, id, name, status, spec, data_set, total, finished, failed, created_at, program_version)
      VALUES (1, 'a', 'old', 'failed', '{}', '${A_DIGEST}', 5, 2, 3, '2024', '0.1.0'),
             (2, 'b', 'empty', 'queued', '{}', '${A_DIGEST}', 5, 0, 0, '2024', '0.1.0');
    INSERT INTO cell VALUES (1, 0, 0.1, 1, 3, 10, 5), (2, 0, 0.1, 1, 3, 10, 5);
    INSERT INTO measure_name (key, name) VALUES (1, 'initialRisk');
    INSERT INTO run (key, experiment, cell, repetition, outcome, steps_taken, reason)
      VALUES (1, 1, 0, 0, 'converged', 2, NULL), (2, 1, 0, 1, 'converged', 2, NULL),
             (3, 1, 0, 2, NULL, 0, 'lost'), (4, 1, 0, 3, NULL, 0, 'lost'), (5, 1, 0, 4, NULL, 0, 'lost');
    INSERT INTO measure (run, measure, value) VALUES (1, 1, 0.5), (2, 1, 0.25);
    INSERT INTO trace (key, run, quantity, every, length) VALUES (1, 1, 'excessRisk', 1, 3), (2, 2, 'excessRisk', 1, 3);
    INSERT INTO trace_chunk (trace, position, bytes) VALUES (1, 0, zeroblob(24)), (2, 0, zeroblob(24));
    INSERT INTO verdict (experiment, dynamics, cell, repetition, program_version, content)
      VALUES (1, 'descent', 0, 0, '0.1.0', zeroblob(5));`);
  const sizes = (): unknown =>
    database.prepare('SELECT content_bytes FROM experiment ORDER BY key').pluck().all();
  migrate(database, ':memory:', upTo(60));
  const finished = 2 * (42 + 26 + 24) + 5;
  expect(sizes()).toEqual([finished + 3 * 42, 0]);
  migrate(database, ':memory:', upTo(70));
  expect(database.pragma('user_version', { simple: true })).toBe(70);
  expect(sizes()).toEqual([finished, 0]);
  database.close();
});
