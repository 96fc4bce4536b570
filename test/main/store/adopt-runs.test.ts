import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { RunsToAdopt } from '../../../src-main/core/ports';
import {
  aMeasure,
  anExperiment,
  anId,
  aResult,
  aTrace,
  create,
  openWriter,
  temporaryFolder,
} from './builders';

const DONOR = anId('a');
const OWN = anId('b');

const runs = (change: Partial<RunsToAdopt> = {}): RunsToAdopt => ({
  donor: DONOR,
  donorCell: 1,
  cell: 0,
  steps: 100,
  repetitions: [0, 1, 2],
  ...change,
});

/** Quiet NaN with a payload, −0, the least subnormal, infinities, and a prefix long enough for several chunks. */
function strangeValues(length: number): Float64Array {
  const values = Float64Array.from({ length }, (_, i) => 1 / (i + 1));
  new BigUint64Array(values.buffer)[3] = 0x7ff8_0000_dead_beefn;
  values.set([-0, 5e-324, -Infinity], 5);
  return values;
}

function filledFolder(length: number) {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  create(writer, anExperiment());
  create(writer, anExperiment({ name: 'own' }, OWN));
  const measures = [
    aMeasure('initialRisk', -0),
    { ...aMeasure('finalRisk', 0.1), error: 5e-324, method: 'lanczos' },
    aMeasure('finalExcessRisk', Infinity),
  ];
  const traces = [aTrace(strangeValues(length))];
  writer.recordRuns(
    DONOR,
    [
      aResult(1, 0, { measures, traces }),
      aResult(1, 1, { outcome: 'diverged', stepsTaken: 50, traces }),
      aResult(0, 0),
    ],
    [{ cell: 1, repetition: 2, reason: 'broke' }],
  );
  return { folder, writer };
}

/** Rows of a run as SQLite has them, without keys. */
function rowsOf(folder: string, experiment: string, cell: number, repetition: number) {
  const database = new Database(join(folder, 'workbench.sqlite'), { readonly: true });
  const all = (sql: string): unknown[] =>
    database
      .prepare(
        `SELECT ${sql} AND run.cell = ? AND run.repetition = ? AND run.experiment = (SELECT key FROM experiment WHERE id = ?)`,
      )
      .raw()
      .all(cell, repetition, experiment);
  const rows = {
    run: all('outcome, steps_taken, reason FROM run WHERE 1'),
    // 1 / value tells −0 from 0.
    measures: all(
      "measure, printf('%!.17g', value), 1 / value, printf('%!.17g', error), method FROM run JOIN measure ON measure.run = run.key WHERE 1",
    ),
    traces: all(
      'quantity, every, length, position, hex(bytes) FROM run JOIN trace ON trace.run = run.key JOIN trace_chunk ON trace = trace.key WHERE 1',
    ),
  };
  database.close();
  return rows;
}

test('runs are copied byte for byte, with measures and traces of several chunks', () => {
  const { folder, writer } = filledFolder(20_000);
  // Another length than the steps imply would be brought to it: 20 000 values every step are 19 999 steps.
  expect(writer.adoptRuns(OWN, runs({ steps: 19_999 }))).toBe(2);
  for (const repetition of [0, 1]) {
    const copy = rowsOf(folder, OWN, 0, repetition);
    expect(copy).toEqual(rowsOf(folder, DONOR, 1, repetition));
    expect(copy.traces).toHaveLength(3);
  }
  expect(Object.is(writer.run(OWN, { cell: 0, repetition: 0 })!.measures[0]!.value, -0)).toBe(true);
});

test('a trace is brought to the length of its steps: cut, or gone on with as NaN', () => {
  for (const steps of [60, 9000]) {
    const { writer } = filledFolder(101);
    writer.adoptRuns(OWN, runs({ steps, repetitions: [1] }));
    const [trace] = writer.traces(OWN, { cell: 0, repetition: 1 });
    const expected = new Float64Array(steps + 1).fill(NaN);
    expected.set(strangeValues(101).subarray(0, steps + 1));
    expect(trace!.values).toHaveLength(steps + 1);
    expect(new BigUint64Array(trace!.values.buffer)).toEqual(new BigUint64Array(expected.buffer));
  }
});

test('what is kept beside an experiment counts adopted runs as recorded ones', () => {
  const { writer } = filledFolder(101);
  writer.adoptRuns(OWN, runs());
  const own = writer.findById(OWN)!;
  expect(own.counts).toEqual({ total: 6, finished: 2, failed: 0 });
  expect(own.outcomes).toMatchObject({ converged: 1, diverged: 1 });
  // Two runs, three and two measures, two traces of 101 doubles.
  expect(own.contentBytes).toBe(2 * 42 + 5 * 26 + 2 * 808);
});

test('the summary of a measure leaves out what is not finite', () => {
  const { folder, writer } = filledFolder(11);
  writer.adoptRuns(OWN, runs());
  const database = new Database(join(folder, 'workbench.sqlite'), { readonly: true });
  const summaries = database
    .prepare(
      `SELECT name, count, sum, least, most FROM measure_summary JOIN measure_name ON measure_name.key = measure
       WHERE experiment = (SELECT key FROM experiment WHERE id = ?) ORDER BY name`,
    )
    .all(OWN);
  database.close();
  expect(summaries).toEqual([
    { name: 'finalRisk', count: 2, sum: 0.1 + 0.25, least: 0.1, most: 0.25 },
    { name: 'initialRisk', count: 2, sum: 1, least: 0, most: 1 },
  ]);
});

test('runs that are here stay, failed and missing ones are not copied, and nothing is counted twice', () => {
  const { writer } = filledFolder(11);
  writer.recordRuns(OWN, [aResult(0, 0, { stepsTaken: 99 })], []);
  expect(writer.adoptRuns(OWN, runs())).toBe(1);
  expect(writer.adoptRuns(OWN, runs())).toBe(0);
  expect(writer.run(OWN, { cell: 0, repetition: 0 })!.stepsTaken).toBe(99);
  expect(writer.findById(OWN)!.counts.finished).toBe(2);
  expect(writer.adoptions(OWN)).toMatchObject([{ donor: DONOR, donorName: 'small', runs: 1 }]);
});

test('a donor that is gone gives nothing', () => {
  const { writer } = filledFolder(11);
  expect(writer.adoptRuns(OWN, runs({ donor: anId('c') }))).toBe(0);
  expect(writer.adoptions(OWN)).toEqual([]);
});
