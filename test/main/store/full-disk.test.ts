import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchiveReader, openArchiveWriter, quickCheck } from '../../../src-main/store/index';
import {
  anExperiment,
  aResult,
  aTrace,
  create,
  expectRefusal,
  openWriter,
  temporaryFolder,
} from './builders';

test('a disk that fills up while recording loses no recorded run', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'workbench.sqlite');
  const writer = openArchiveWriter(folder, { maxPageCount: 400 });
  const id = create(writer, anExperiment({ cells: 1, repetitions: 1000 }));
  const batch = (start: number) =>
    Array.from({ length: 5 }, (_, i) =>
      aResult(0, start + i, { traces: [aTrace(new Float64Array(2000).fill(start + i))] }),
    );
  let recorded = 0;
  const recordUntilFull = () => {
    for (; recorded < 1000; recorded += 5) writer.recordRuns(id, batch(recorded), []);
  };
  expectRefusal(recordUntilFull, 'disk-full', file);
  expect(recorded).toBeGreaterThan(5);
  // Not once only, and questions go on.
  expectRefusal(() => writer.recordRuns(id, batch(recorded), []), 'disk-full', file);
  expect([...writer.runs(id)]).toHaveLength(recorded);
  writer.close();

  expect(quickCheck(file, { thorough: true })).toEqual([]);
  const reader = openArchiveReader(folder)!;
  expect([...reader.runs(id)].map(({ repetition }) => repetition)).toEqual([...Array(recorded).keys()]);
  expect(reader.findById(id)?.counts.finished).toBe(recorded);
  expect(reader.traces(id, { cell: 0, repetition: recorded - 1 })[0]?.values[1999]).toBe(recorded - 1);
  reader.close();

  const again = openWriter(folder);
  again.recordRuns(id, batch(recorded), []);
  expect(again.findById(id)?.counts.finished).toBe(recorded + 5);
});

test('a disk that is full from the start is told from a broken archive', () => {
  const folder = temporaryFolder();
  expectRefusal(() => openArchiveWriter(folder, { maxPageCount: 4 }), 'disk-full', folder);
  expect(openArchiveReader(folder)).toBeNull();
  create(openWriter(folder), anExperiment());
});
