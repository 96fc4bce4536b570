import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchiveReader, openArchiveWriter } from '../../../src-main/store/index';
import { anExperiment, aResult, create, openWriter, temporaryFolder } from './builders';

test('a folder without an archive gives no reader and stays as it is', () => {
  const folder = temporaryFolder();
  expect(openArchiveReader(folder)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
  expect(openArchiveReader(join(folder, 'missing'))).toBeNull();
  expect(existsSync(join(folder, 'missing'))).toBe(false);
});

test('an archive that a crash left empty is no archive yet, and the writer completes it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'workbench.sqlite'), '');
  expect(openArchiveReader(folder)).toBeNull();
  const writer = openWriter(folder);
  expect(writer.listExperiments()).toEqual([]);
});

test('a reader beside a writer sees what is committed when it asks', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const reader = openArchiveReader(folder)!;
  writer.recordRuns(id, [aResult(0, 0)], []);
  expect([...reader.runs(id)]).toEqual([...writer.runs(id)]);
  const asked = reader.runs(id)[Symbol.iterator]();
  expect(asked.next().done).toBe(false);
  writer.recordRuns(id, [aResult(0, 1)], []);
  expect(asked.next().done).toBe(true);
  expect([...reader.runs(id)]).toHaveLength(2);
  expect(reader.findById(id)?.counts.finished).toBe(2);
  reader.close();
});

test('a closed archive is one file', () => {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  create(writer, anExperiment());
  writer.close();
  writer.close();
  expect(readdirSync(folder)).toEqual(['workbench.sqlite']);
});
