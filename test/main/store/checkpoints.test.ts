import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunPlace } from '@shared/training/run-result';
import {
  backupArchive,
  openArchiveReader,
  openArchiveWriter,
  quickCheck,
} from '../../../src-main/store/index';
import {
  aMeasure,
  anExperiment,
  anId,
  aResult,
  create,
  expectRefusal,
  openWriter,
  temporaryFolder,
} from './builders';

const at = (cell: number, repetition: number): RunPlace => ({ cell, repetition });
const bytes = (length: number, seed = 0): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) % 251);

function writerWithTwo() {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  const other = create(writer, anExperiment({ name: 'other' }, anId('b')));
  return { folder, file: join(folder, 'workbench.sqlite'), writer, id, other };
}

test('the latest checkpoint of a run is kept, beside those of other runs and experiments', () => {
  const { writer, id, other } = writerWithTwo();
  writer.saveCheckpoint(id, at(1, 2), bytes(10, 1));
  writer.saveCheckpoint(id, at(0, 1), bytes(20, 2));
  writer.saveCheckpoint(other, at(1, 2), bytes(30, 3));
  writer.saveCheckpoint(id, at(1, 2), bytes(5, 4));
  expect([...writer.checkpointedPlaces(id)]).toEqual([at(0, 1), at(1, 2)]);
  expect([...writer.checkpointedPlaces(other)]).toEqual([at(1, 2)]);
  expect(writer.checkpoint(id, at(1, 2))).toEqual(bytes(5, 4));
  expect(writer.checkpoint(id, at(0, 1))).toEqual(bytes(20, 2));
  expect(writer.checkpoint(other, at(1, 2))).toEqual(bytes(30, 3));
  expect(writer.checkpoint(id, at(0, 0))).toBeNull();
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 0, failed: 0 });
});

test.each([0, 1, 4096, 3_000_000])('%i bytes come back as they were, on their own', (length) => {
  const { writer, id } = writerWithTwo();
  const content = bytes(length);
  const surrounded = new Uint8Array(length + 7).fill(9);
  surrounded.set(content, 3);
  writer.saveCheckpoint(id, at(0, 0), surrounded.subarray(3, 3 + length));
  const read = writer.checkpoint(id, at(0, 0))!;
  // Buffers compare a thousand times faster than expect does.
  expect(Buffer.compare(read, content)).toBe(0);
  expect([read.constructor, read.byteOffset, read.buffer.byteLength]).toEqual([Uint8Array, 0, length]);
});

test('a run that ends leaves no checkpoint, finished or failed, and others keep theirs', () => {
  const { writer, id, other } = writerWithTwo();
  const places = [at(0, 0), at(0, 1), at(0, 2), at(1, 0)];
  for (const each of [id, other]) for (const place of places) writer.saveCheckpoint(each, place, bytes(9));
  writer.recordRuns(id, [aResult(0, 0), aResult(1, 2)], [{ ...at(0, 1), reason: 'out of memory' }]);
  expect([...writer.checkpointedPlaces(id)]).toEqual([at(0, 2), at(1, 0)]);
  expect([...writer.checkpointedPlaces(other)]).toEqual(places);
});

test('a checkpoint that comes after its run has ended is ignored, until the failure is forgotten', () => {
  const { writer, id } = writerWithTwo();
  writer.recordRuns(id, [aResult(0, 0)], [{ ...at(0, 1), reason: 'out of memory' }]);
  for (const repetition of [0, 1]) writer.saveCheckpoint(id, at(0, repetition), bytes(9));
  expect([...writer.checkpointedPlaces(id)]).toEqual([]);
  writer.forgetFailures(id);
  for (const repetition of [0, 1]) writer.saveCheckpoint(id, at(0, repetition), bytes(9));
  expect([...writer.checkpointedPlaces(id)]).toEqual([at(0, 1)]);
});

test('a refused batch leaves the checkpoints of its runs', () => {
  const { writer, id } = writerWithTwo();
  writer.saveCheckpoint(id, at(0, 0), bytes(9));
  const broken = aResult(0, 1, { measures: [aMeasure('finalRisk', NaN)] });
  expect(() => writer.recordRuns(id, [aResult(0, 0), broken], [])).toThrow();
  expect(writer.checkpoint(id, at(0, 0))).toEqual(bytes(9));
});

test('a finished experiment has no checkpoints; a cancelled one in the bin keeps them', () => {
  const { writer, id, other } = writerWithTwo();
  for (const each of [id, other]) writer.saveCheckpoint(each, at(0, 0), bytes(9));
  writer.setStatus(id, 'finished');
  for (const status of ['cancelled', 'running', 'queued'] as const) writer.setStatus(other, status);
  writer.setDeleted([other], true);
  expect([...writer.checkpointedPlaces(id)]).toEqual([]);
  expect([...writer.checkpointedPlaces(other)]).toEqual([at(0, 0)]);
});

test('checkpoints outlive the writer and can be walked through while it writes', () => {
  const folder = temporaryFolder();
  const first = openArchiveWriter(folder);
  const id = create(first, anExperiment());
  for (const repetition of [0, 1]) first.saveCheckpoint(id, at(0, repetition), bytes(9, repetition));
  first.close();
  const writer = openWriter(folder);
  const found = [...writer.checkpointedPlaces(id)];
  for (const place of writer.checkpointedPlaces(id))
    writer.recordRuns(id, [aResult(0, place.repetition)], []);
  expect(found).toEqual([at(0, 0), at(0, 1)]);
  expect([...writer.checkpointedPlaces(id)]).toEqual([]);
});

test('a run outside the plan and an unknown experiment are refused', () => {
  const { folder, writer, id } = writerWithTwo();
  expect(() => writer.saveCheckpoint(id, at(2, 0), bytes(9))).toThrow(/FOREIGN KEY/);
  const stranger = anId('f');
  expectRefusal(() => writer.saveCheckpoint(stranger, at(0, 0), bytes(9)), 'unknown-experiment', folder);
  expect([...writer.checkpointedPlaces(stranger)]).toEqual([]);
  expect(writer.checkpoint(stranger, at(0, 0))).toBeNull();
});

test('a disk that fills up leaves the checkpoint before', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'workbench.sqlite');
  const writer = openWriter(folder, { maxPageCount: 100 });
  const id = create(writer, anExperiment());
  writer.saveCheckpoint(id, at(0, 0), bytes(100_000));
  expectRefusal(() => writer.saveCheckpoint(id, at(0, 0), bytes(1_000_000)), 'disk-full', file);
  expect(writer.checkpoint(id, at(0, 0))).toEqual(bytes(100_000));
  expect(quickCheck(file, { thorough: true })).toEqual([]);
});

test('replacing a checkpoint for hours takes the room of one', () => {
  // Three contents of 25 pages, and the schema: room for far less than a hundred.
  const writer = openWriter(temporaryFolder(), { maxPageCount: 130 });
  const id = create(writer, anExperiment());
  for (let i = 0; i < 100; i += 1) writer.saveCheckpoint(id, at(0, i % 3), bytes(100_000, i));
  expect(Buffer.compare(writer.checkpoint(id, at(0, 0))!, bytes(100_000, 99))).toBe(0);
});

test('a backup can be gone on with', async () => {
  const { folder, writer, id } = writerWithTwo();
  writer.saveCheckpoint(id, at(1, 1), bytes(50_000));
  const target = join(temporaryFolder(), 'workbench.sqlite');
  await backupArchive(folder, target);
  const copy = openArchiveReader(join(target, '..'))!;
  expect([...copy.checkpointedPlaces(id)]).toEqual([at(1, 1)]);
  expect(Buffer.compare(copy.checkpoint(id, at(1, 1))!, bytes(50_000))).toBe(0);
  copy.close();
});
