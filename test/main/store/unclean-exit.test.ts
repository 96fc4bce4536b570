import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import {
  checkArchive,
  needsCheck,
  openArchiveReader,
  openArchiveWriter,
  quickCheck,
} from '../../../src-main/store/index';
import { bundle } from './bundle';
import { anExperiment, create, openWriter, temporaryFolder } from './builders';
import { startChild } from './child';

let recordOnAndOn: string;
let openAndClose: string;
let checkWorker: string;
beforeAll(async () => {
  recordOnAndOn = await bundle('test/main/store/children/record-on-and-on.ts');
  openAndClose = await bundle('test/main/store/children/open-and-close.ts');
  checkWorker = await bundle('src-main/store/check-worker.ts');
});

test('a writer that closes needs no check', () => {
  const folder = temporaryFolder();
  expect(needsCheck(folder)).toBe(false);
  const [first, second] = [openArchiveWriter(folder), openArchiveWriter(folder)];
  expect(needsCheck(folder)).toBe(false);
  first.close();
  second.close();
  expect(needsCheck(folder)).toBe(false);
  expect(needsCheck(join(folder, 'missing'))).toBe(false);
});

test('a runner killed while recording loses nothing that was committed', async () => {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  const id = create(writer, anExperiment({ cells: 1, repetitions: 1_000_000 }));
  writer.close();

  const child = startChild(recordOnAndOn, folder, id);
  let committed = 0;
  while (committed < 200) committed = Number(await child.line());
  expect(needsCheck(folder)).toBe(false);
  const reader = openArchiveReader(folder)!;
  expect(reader.findById(id)?.status).toBe('running');
  expect(reader.findById(id)?.counts.finished).toBeGreaterThanOrEqual(committed);
  await child.kill();

  expect(reader.findById(id)?.status).toBe('queued');
  reader.close();
  expect(needsCheck(folder)).toBe(true);
  expect(quickCheck(join(folder, 'workbench.sqlite'), { thorough: true })).toEqual([]);
  const next = openWriter(folder);
  expect(needsCheck(folder)).toBe(true);
  const runs = [...next.runs(id)];
  // Whole batches, and each run with what belongs to it.
  expect(runs.length).toBeGreaterThanOrEqual(committed);
  expect(runs.length % 10).toBe(0);
  expect(runs.every((run, i) => run.repetition === i && run.measures[0]?.value === i / 2)).toBe(true);
  const last = runs.length - 1;
  expect(next.traces(id, { cell: 0, repetition: last })[0]?.values).toEqual(
    new Float64Array(1000).fill(last),
  );

  expect(await checkArchive(folder, checkWorker, { thorough: true })).toEqual({ ok: true });
  expect(needsCheck(folder)).toBe(false);
  next.close();
  expect(readdirSync(folder).filter((name) => name.endsWith('.open'))).toEqual([]);
});

test('a marker of an earlier process with our own number counts as left behind', () => {
  const folder = temporaryFolder();
  openArchiveWriter(folder).close();
  writeFileSync(join(folder, `writer-${process.pid}-00000000-0000-4000-8000-000000000000.open`), '');
  expect(needsCheck(folder)).toBe(true);
});

test('programs that meet at a new folder all get in', async () => {
  const folder = temporaryFolder();
  const children = Array.from({ length: 6 }, () => startChild(openAndClose, folder));
  expect(await Promise.all(children.map((child) => child.exit()))).toEqual([0, 0, 0, 0, 0, 0]);
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const taggers = ['a', 'b', 'c', 'd'].map((tag) => startChild(openAndClose, folder, id, tag));
  expect(await Promise.all(taggers.map((child) => child.exit()))).toEqual([0, 0, 0, 0]);
  expect(writer.findById(id)?.tags).toEqual(['a', 'b', 'c', 'd']);
});
