import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveReader, quickCheck } from '../../../../src-main/store/index';
import { migrate } from '../../../../src-main/store/migrate';
import { firstLayout } from '../../../../src-main/store/migrations/0010-first-layout';
import { bin } from '../../../../src-main/store/migrations/0020-bin';
import { checkpoints } from '../../../../src-main/store/migrations/0030-checkpoints';
import { A_DIGEST, anId, openWriter, temporaryFolder } from '../builders';

const id = anId('a');

/** An archive as a version with layout 20 left it: one finished run, one failed, one to do. */
function makeLayout20(file: string): void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  migrate(database, file, [firstLayout, bin]);
  database.exec(`
    INSERT INTO data_set VALUES ('${A_DIGEST}', 'here', 1, 1, NULL, zeroblob(8), zeroblob(8), NULL, NULL);
    INSERT INTO experiment
      (key, id, name, status, spec, data_set, total, finished, failed, created_at, program_version, deleted_at)
      VALUES (1, '${id}', 'old', 'cancelled', '{}', '${A_DIGEST}', 3, 1, 1, '2024', '0.1.0', '2025');
    INSERT INTO cell VALUES (1, 0, 0.1, 1, 2, 10, 3);
    INSERT INTO run VALUES (1, 1, 0, 0, 'converged', 10, NULL), (2, 1, 0, 1, NULL, 0, 'broke');
    INSERT INTO measure_name VALUES (1, 'finalRisk');
    INSERT INTO measure VALUES (1, 1, 0.5, NULL, NULL);`);
  database.close();
}

test('an archive of layout 20 keeps what it has, and its unended runs can be checkpointed', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'workbench.sqlite');
  makeLayout20(file);

  const reader = openArchiveReader(folder)!;
  onTestFinished(() => reader.close());
  expect(reader.findById(id)).toMatchObject({
    name: 'old',
    deletedAt: '2025',
    counts: { total: 3, finished: 1, failed: 1 },
  });
  expect([...reader.runs(id)]).toMatchObject([
    { repetition: 0, outcome: 'converged', measures: [{ measure: 'finalRisk', value: 0.5 }] },
    { repetition: 1, reason: 'broke' },
  ]);
  expect([...reader.checkpointedPlaces(id)]).toEqual([]);

  const writer = openWriter(folder);
  for (const repetition of [0, 1, 2]) writer.saveCheckpoint(id, { cell: 0, repetition }, Uint8Array.of(7));
  expect([...reader.checkpointedPlaces(id)]).toEqual([{ cell: 0, repetition: 2 }]);
  expect(quickCheck(file, { thorough: true })).toEqual([]);
});

test('the step leads from layout 20 to 30, by a strict table', () => {
  const database = new Database(':memory:');
  migrate(database, ':memory:', [firstLayout, bin]);
  expect(database.pragma('user_version', { simple: true })).toBe(20);
  migrate(database, ':memory:', [firstLayout, bin, checkpoints]);
  expect(database.pragma('user_version', { simple: true })).toBe(30);
  expect(database.pragma('table_list(checkpoint)')).toMatchObject([{ strict: 1 }]);
  database.close();
});
