import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { checkArchive, needsCheck, openArchiveWriter, quickCheck } from '../../../src-main/store/index';
import { bundle } from './bundle';
import { anExperiment, aResult, aTrace, create, openWriter, temporaryFolder } from './builders';

let checkWorker: string;
beforeAll(async () => {
  checkWorker = await bundle('src-main/store/check-worker.ts');
});

function folderWithArchive(): { folder: string; file: string } {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  const id = create(writer, anExperiment());
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(new Float64Array(50_000).fill(1))] })], []);
  writer.close();
  return { folder, file: join(folder, 'workbench.sqlite') };
}

/** Overwrites the pages after the schema's. */
function damage(file: string): void {
  const content = readFileSync(file);
  content.fill(0xa5, 4096 * 30);
  writeFileSync(file, content);
}

/** A worker that does `body` instead of checking. */
function fakeWorker(body: string): string {
  const file = join(temporaryFolder(), 'worker.mjs');
  writeFileSync(file, `import { parentPort, workerData } from 'node:worker_threads';\n${body}`);
  return file;
}

test.each([false, true])('a sound archive has no problems (thorough: %s)', async (thorough) => {
  const { folder, file } = folderWithArchive();
  expect(quickCheck(file, { thorough })).toEqual([]);
  expect(await checkArchive(folder, checkWorker, { thorough })).toEqual({ ok: true });
});

test('a folder without an archive is sound', async () => {
  expect(await checkArchive(temporaryFolder(), checkWorker)).toEqual({ ok: true });
});

test('broken pages are named, and the need for a check stays', async () => {
  const { folder, file } = folderWithArchive();
  writeFileSync(join(folder, `writer-${process.pid}-00000000-0000-4000-8000-000000000000.open`), '');
  damage(file);
  const result = await checkArchive(folder, checkWorker);
  expect(result.ok).toBe(false);
  expect(result).toMatchObject({ problems: expect.arrayContaining([expect.any(String)]) as string[] });
  expect(quickCheck(file, { thorough: true })).not.toEqual([]);
  expect(needsCheck(folder)).toBe(true);
});

test('a file that is no database is a problem, not a crash', () => {
  const file = join(temporaryFolder(), 'workbench.sqlite');
  writeFileSync(file, 'Dear diary,\n'.repeat(1000));
  expect(quickCheck(file)).toEqual([expect.stringContaining(file)]);
});

test('a thorough check finds what no longer belongs together', () => {
  const { file } = folderWithArchive();
  const database = new Database(file);
  database.pragma('foreign_keys = OFF');
  database.exec(
    'UPDATE experiment SET finished = 7; INSERT INTO tag VALUES (99, $tag)'.replace('$tag', "'x'"),
  );
  database.close();
  expect(quickCheck(file)).toEqual([]);
  expect(quickCheck(file, { thorough: true })).toEqual([
    'A row of tag names a experiment that is not there.',
    'The counts of experiment "small" do not agree with its runs.',
  ]);
});

test('a writer goes on beside a check', async () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const checked = checkArchive(folder, checkWorker);
  writer.recordRuns(id, [aResult(0, 0)], []);
  expect(await checked).toEqual({ ok: true });
});

test('a file that may not be looked at is refused with its code', async () => {
  const { folder, file } = folderWithArchive();
  const database = new Database(file);
  database.pragma('user_version = 123450');
  database.close();
  await expect(checkArchive(folder, checkWorker)).rejects.toMatchObject({ code: 'store-newer' });
});

test('a checking thread that breaks or says nothing is an error, not a sound archive', async () => {
  const { folder } = folderWithArchive();
  await expect(checkArchive(folder, fakeWorker('throw new Error("a bug")'))).rejects.toThrow('a bug');
  await expect(checkArchive(folder, fakeWorker(''))).rejects.toThrow('without an answer');
});

test('the checking thread is told the file and how thoroughly to look', async () => {
  const { folder, file } = folderWithArchive();
  const worker = fakeWorker(
    `parentPort.postMessage({ kind: 'checked', problems: [JSON.stringify(workerData)] });`,
  );
  expect(await checkArchive(folder, worker, { thorough: true })).toEqual({
    ok: false,
    problems: [JSON.stringify({ file, thorough: true })],
  });
});
