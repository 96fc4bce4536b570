import { expect, test } from 'vitest';
import type { MeasureName } from '@shared/training/run-result';
import { aMeasure, anExperiment, anId, aResult, create, openWriter, temporaryFolder } from './builders';

test('runs come back by cell, then repetition, with their measures in the order of MEASURES', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const measures = [
    { measure: 'finalRisk', value: 0.1, error: 1e-9, method: 'lanczos' },
    { measure: 'initialRisk', value: Infinity, error: null, method: null },
    { measure: 'finalSharpness', value: -0, error: null, method: 'dense' },
  ] as const;
  writer.recordRuns(
    id,
    [aResult(1, 0, { outcome: 'diverged', measures })],
    [{ cell: 0, repetition: 2, reason: 'the engine broke' }],
  );
  writer.recordRuns(id, [aResult(0, 0, { measures: [] })], []);
  const ended = { status: 'finished', reason: null, stepsTaken: 100 };
  expect([...writer.runs(id)]).toEqual([
    { ...ended, cell: 0, repetition: 0, outcome: 'converged', measures: [] },
    {
      cell: 0,
      repetition: 2,
      status: 'failed',
      outcome: null,
      stepsTaken: 0,
      reason: 'the engine broke',
      measures: [],
    },
    {
      ...ended,
      cell: 1,
      repetition: 0,
      outcome: 'diverged',
      measures: [measures[1], measures[0], measures[2]],
    },
  ]);
  expect([...writer.finishedPlaces(id)]).toEqual([
    { cell: 0, repetition: 0 },
    { cell: 1, repetition: 0 },
  ]);
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 2, failed: 1 });
});

test('measures keep every bit', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment({ repetitions: 10 }));
  const values = [-0, 0, 3, 5e-324, -Infinity, Infinity, 0.1, Number.MAX_VALUE, 2 ** 60, -1e-300];
  values.forEach((value, i) =>
    writer.recordRuns(id, [aResult(0, i, { measures: [aMeasure('finalRisk', value)] })], []),
  );
  const read = [...writer.runs(id)].map(({ measures }) => measures[0]?.value);
  expect(read.every((value, i) => Object.is(value, values[i]))).toBe(true);
});

test('a measure that is no number is refused, with the whole batch', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const broken = aResult(0, 1, { measures: [aMeasure('finalRisk', NaN)] });
  expect(() => writer.recordRuns(id, [aResult(0, 0), broken], [])).toThrow(/NOT NULL/);
  expect([...writer.runs(id)]).toEqual([]);
  expect(writer.findById(id)?.counts.finished).toBe(0);
});

test('the first record of a run stays', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const first = aResult(0, 0);
  const second = aResult(0, 0, { outcome: 'cycling', measures: [aMeasure('finalRisk', 9)] });
  writer.recordRuns(id, [first, second], []);
  writer.recordRuns(id, [second], [{ cell: 0, repetition: 0, reason: 'late' }]);
  const runs = [...writer.runs(id)];
  expect(runs).toHaveLength(1);
  expect(runs[0]).toMatchObject({ outcome: 'converged', measures: first.measures });
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 1, failed: 0 });
});

test('a failed run can be recorded anew only after failures were forgotten', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const other = create(writer, anExperiment({ name: 'other' }, anId('b')));
  const failure = { cell: 0, repetition: 1, reason: 'out of memory' };
  for (const each of [id, other]) writer.recordRuns(each, [aResult(0, 0)], [failure]);
  writer.recordRuns(id, [aResult(0, 1)], []);
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 1, failed: 1 });
  writer.forgetFailures(id);
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 1, failed: 0 });
  writer.recordRuns(id, [aResult(0, 1)], []);
  expect(writer.findById(id)?.counts).toEqual({ total: 6, finished: 2, failed: 0 });
  expect(writer.findById(other)?.counts).toEqual({ total: 6, finished: 1, failed: 1 });
});

test('a run outside the plan is refused', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment({ cells: 2 }));
  expect(() => writer.recordRuns(id, [aResult(2, 0)], [])).toThrow(/FOREIGN KEY/);
});

test('a metric that nobody has heard of is kept, after the known ones', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const names = ['zeta', 'eta', 'initialRisk'] as MeasureName[];
  writer.recordRuns(id, [aResult(0, 0, { measures: names.map((name) => aMeasure(name, 1)) })], []);
  expect([...writer.runs(id)][0]?.measures.map(({ measure }) => measure)).toEqual([
    'initialRisk',
    'eta',
    'zeta',
  ]);
});

test('names that went with a refused batch are made again', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const broken = aResult(0, 1, { measures: [aMeasure('finalRisk', NaN)] });
  expect(() => writer.recordRuns(id, [aResult(0, 0), broken], [])).toThrow();
  const method = { measure: 'finalSharpness', value: 2, error: null, method: 'lanczos' } as const;
  writer.recordRuns(id, [aResult(0, 0, { measures: [method, aMeasure('initialRisk', 3)] })], []);
  expect([...writer.runs(id)][0]?.measures).toEqual([aMeasure('initialRisk', 3), method]);
});

test('the writer writes while its answers are walked through', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment({ cells: 1, repetitions: 10 }));
  writer.recordRuns(id, [aResult(0, 0), aResult(0, 1)], []);
  const seen: number[] = [];
  for (const { repetition } of writer.finishedPlaces(id)) {
    writer.recordRuns(id, [aResult(0, repetition + 5)], []);
    for (const run of writer.runs(id)) if (run.repetition === repetition + 5) seen.push(run.repetition);
  }
  // The answer shows the moment at which it began.
  expect(seen).toEqual([5, 6]);
  expect([...writer.finishedPlaces(id)]).toHaveLength(4);
});

test('an answer that is left early or never walked to its end holds nothing back', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const id = create(writer, anExperiment());
  writer.recordRuns(id, [aResult(0, 0), aResult(0, 1)], []);
  for (const run of writer.runs(id)) if (run.repetition === 0) break;
  const asked = writer.runs(id)[Symbol.iterator]();
  asked.next();
  writer.recordRuns(id, [aResult(0, 2)], []);
  expect(writer.findById(id)?.counts.finished).toBe(3);
  expect([...writer.runs(id)]).toHaveLength(3);
  writer.close();
  expect(asked.next().value).toMatchObject({ repetition: 1 });
});
