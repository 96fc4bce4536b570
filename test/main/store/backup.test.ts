import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { backupArchive, openArchiveReader, quickCheck } from '../../../src-main/store/index';
import { bundle } from './bundle';
import { anExperiment, aResult, aTrace, create, openWriter, temporaryFolder } from './builders';
import { startChild } from './child';

let recordOnAndOn: string;
beforeAll(async () => {
  recordOnAndOn = await bundle('test/main/store/children/record-on-and-on.ts');
});

test('a backup is an archive of its own', async () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const traces = [aTrace(new Float64Array(2_000_000).fill(-0))];
  writer.recordRuns(id, [aResult(0, 0, { traces })], []);
  const target = join(temporaryFolder(), 'workbench.sqlite');
  const parts: number[] = [];
  await backupArchive(folder, target, (part) => parts.push(part));

  expect(parts.at(-1)).toBe(1);
  expect(parts.length).toBeGreaterThan(2);
  expect([...parts].sort((a, b) => a - b)).toEqual(parts);
  expect(readdirSync(join(target, '..'))).toEqual(['workbench.sqlite']);
  expect(quickCheck(target, { thorough: true })).toEqual([]);
  const copy = openArchiveReader(join(target, '..'))!;
  expect(copy.findById(id)).toEqual(writer.findById(id));
  expect([...copy.runs(id)]).toEqual([...writer.runs(id)]);
  expect(copy.traces(id, { cell: 0, repetition: 0 })).toEqual(traces);
  copy.close();
});

test('a backup comes to an end while a runner goes on', async () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment({ cells: 1, repetitions: 1_000_000 }));
  writer.recordRuns(id, [aResult(0, 999_999, { traces: [aTrace(new Float64Array(2_000_000))] })], []);
  const child = startChild(recordOnAndOn, folder, id);
  await child.line();
  const target = join(temporaryFolder(), 'copy.sqlite');
  await backupArchive(folder, target);
  await child.kill();
  expect(quickCheck(target, { thorough: true })).toEqual([]);
});

test('a backup overwrites nothing', async () => {
  const folder = temporaryFolder();
  create(openWriter(folder), anExperiment());
  const target = join(temporaryFolder(), 'thesis.txt');
  writeFileSync(target, 'ten years of work');
  await expect(backupArchive(folder, target)).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(readFileSync(target, 'utf8')).toBe('ten years of work');
  await expect(backupArchive(folder, join(folder, 'workbench.sqlite'))).rejects.toMatchObject({
    code: 'bad-arguments',
  });
});

test('a target that appears meanwhile stays, and the draft goes', async () => {
  const folder = temporaryFolder();
  create(openWriter(folder), anExperiment());
  const target = join(temporaryFolder(), 'copy.sqlite');
  const copying = backupArchive(folder, target);
  writeFileSync(target, 'faster');
  await expect(copying).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(readdirSync(join(target, '..'))).toEqual(['copy.sqlite']);
  expect(readFileSync(target, 'utf8')).toBe('faster');
});

test('nothing to copy and nowhere to put it are told apart', async () => {
  const folder = temporaryFolder();
  await expect(backupArchive(folder, join(folder, 'copy'))).rejects.toMatchObject({ code: 'bad-arguments' });
  expect(readdirSync(folder)).toEqual([]);
  create(openWriter(folder), anExperiment());
  const missing = join(folder, 'missing', 'copy');
  await expect(backupArchive(folder, missing)).rejects.toMatchObject({ code: 'folder-unusable' });
});

test('another program’s database is not backed up', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'to'));
  writeFileSync(join(folder, 'workbench.sqlite'), 'Dear diary,\n'.repeat(1000));
  await expect(backupArchive(folder, join(folder, 'to', 'copy'))).rejects.toMatchObject({
    code: 'store-damaged',
  });
  expect(readdirSync(join(folder, 'to'))).toEqual([]);
});
