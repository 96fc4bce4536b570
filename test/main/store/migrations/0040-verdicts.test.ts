import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveReader, quickCheck } from '../../../../src-main/store/index';
import { migrate } from '../../../../src-main/store/migrate';
import { firstLayout } from '../../../../src-main/store/migrations/0010-first-layout';
import { bin } from '../../../../src-main/store/migrations/0020-bin';
import { checkpoints } from '../../../../src-main/store/migrations/0030-checkpoints';
import { verdicts } from '../../../../src-main/store/migrations/0040-verdicts';
import { A_DIGEST, anId, openWriter, temporaryFolder } from '../builders';

const id = anId('a');
const BEFORE = [firstLayout, bin, checkpoints];

/** An archive as a version with layout 30 left it: one finished run, one with a checkpoint. */
function makeLayout30(file: string): void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  migrate(database, file, BEFORE);
  database.exec(`
    INSERT INTO data_set VALUES ('${A_DIGEST}', 'here', 1, 1, NULL, zeroblob(8), zeroblob(8), NULL, NULL);
    INSERT INTO experiment
      (key, id, name, status, spec, data_set, total, finished, failed, created_at, program_version, deleted_at)
      VALUES (1, '${id}', 'old', 'cancelled', '{}', '${A_DIGEST}', 2, 1, 0, '2024', '0.1.0', NULL);
    INSERT INTO cell VALUES (1, 0, 0.1, 1, 2, 10, 2);
    INSERT INTO run VALUES (1, 1, 0, 0, 'converged', 10, NULL);
    INSERT INTO checkpoint VALUES (1, 0, 1, x'07');`);
  database.close();
}

test('an archive of layout 30 keeps what it has, and its runs can be judged, ended or not', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'workbench.sqlite');
  makeLayout30(file);

  const reader = openArchiveReader(folder)!;
  onTestFinished(() => reader.close());
  expect([...reader.runs(id)]).toMatchObject([{ repetition: 0, outcome: 'converged' }]);
  expect([...reader.checkpointedPlaces(id)]).toEqual([{ cell: 0, repetition: 1 }]);
  expect([...reader.verdicts(id, 'gradientDescent')]).toEqual([]);

  const kept = [0, 1].map((repetition) => ({
    dynamics: 'gradientDescent' as const,
    cell: 0,
    repetition,
    programVersion: '0.2.0',
    content: Uint8Array.of(repetition),
  }));
  openWriter(folder).keepVerdicts(id, kept);
  expect([...reader.verdicts(id, 'gradientDescent')]).toEqual(kept);
  expect(quickCheck(file, { thorough: true })).toEqual([]);
});

test('the step leads from layout 30 to 40, by a strict table', () => {
  const database = new Database(':memory:');
  migrate(database, ':memory:', BEFORE);
  expect(database.pragma('user_version', { simple: true })).toBe(30);
  migrate(database, ':memory:', [...BEFORE, verdicts]);
  expect(database.pragma('user_version', { simple: true })).toBe(40);
  expect(database.pragma('table_list(verdict)')).toMatchObject([{ strict: 1 }]);
  database.close();
});
