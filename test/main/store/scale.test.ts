import { expect, test } from 'vitest';
import { MEASURES } from '@shared/training/run-result';
import { openArchiveReader, openArchiveWriter } from '../../../src-main/store/index';
import { aMeasure, anExperiment, anId, aResult, create, temporaryFolder } from './builders';

const CELLS = 20;
const REPETITIONS = 1000;
const BATCH = 250;

/** Tells every measure of every run from every other. */
const valueOf = (cell: number, repetition: number, measure: number): number =>
  cell + repetition / 1024 + measure / 65_536;

function result(cell: number, repetition: number) {
  const measures = MEASURES.map((name, i) => ({
    ...aMeasure(name, valueOf(cell, repetition, i)),
    method: 'dense',
  }));
  return aResult(cell, repetition, { measures });
}

test('20 000 runs with 12 measures, recorded in any order, stream back in theirs', () => {
  const folder = temporaryFolder();
  const writer = openArchiveWriter(folder);
  const id = create(writer, anExperiment({ cells: CELLS, repetitions: REPETITIONS }));
  const other = create(writer, anExperiment({ name: 'other' }, anId('b')));
  writer.recordRuns(other, [aResult(0, 0)], []);
  // 7919 is prime to the number of runs, so this meets each place once, far from its neighbours.
  const places = Array.from({ length: CELLS * REPETITIONS }, (_, i) => (i * 7919) % (CELLS * REPETITIONS));
  for (let start = 0; start < places.length; start += BATCH) {
    const batch = places.slice(start, start + BATCH);
    writer.recordRuns(
      id,
      batch.map((place) => result(Math.floor(place / REPETITIONS), place % REPETITIONS)),
      [],
    );
  }
  writer.close();

  const reader = openArchiveReader(folder)!;
  expect(reader.findById(id)?.counts).toEqual({ total: 20_000, finished: 20_000, failed: 0 });
  let next = 0;
  let wrong = 0;
  for (const run of reader.runs(id)) {
    const [cell, repetition] = [Math.floor(next / REPETITIONS), next % REPETITIONS];
    const right =
      run.cell === cell &&
      run.repetition === repetition &&
      run.measures.length === MEASURES.length &&
      run.measures.every(
        ({ measure, value }, i) => measure === MEASURES[i] && value === valueOf(cell, repetition, i),
      );
    if (!right) wrong += 1;
    next += 1;
  }
  expect([next, wrong]).toEqual([20_000, 0]);
  let finished = 0;
  for (const { cell, repetition } of reader.finishedPlaces(id)) finished += cell * REPETITIONS + repetition;
  expect(finished).toBe((20_000 * 19_999) / 2);
  expect([...reader.runs(other)]).toHaveLength(1);
  reader.close();
});
