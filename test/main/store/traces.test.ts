import { expect, test } from 'vitest';
import { CHUNK_VALUES } from '../../../src-main/store/record-runs';
import { anExperiment, aResult, aTrace, create, openWriter, temporaryFolder } from './builders';

const place = { cell: 0, repetition: 0 };
const bits = (values: Float64Array): BigUint64Array =>
  new BigUint64Array(values.buffer, values.byteOffset, values.length);

test('traces keep every bit, NaN payloads and −0 too', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const values = Float64Array.of(1, -0, 0, NaN, Infinity, -Infinity, 5e-324, 0.1, 0);
  bits(values)[8] = 0x7ff0_0000_0000_0001n;
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(values)] })], []);
  expect(bits(writer.traces(id, place)[0]!.values)).toEqual(bits(values));
});

test.each([0, 1, CHUNK_VALUES - 1, CHUNK_VALUES, CHUNK_VALUES + 1, 3 * CHUNK_VALUES + 5])(
  'a trace of %i values comes back whole',
  (length) => {
    const writer = openWriter(temporaryFolder());
    const id = create(writer, anExperiment());
    const values = Float64Array.from({ length }, (_, i) => i + 0.5);
    writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(values)] })], []);
    expect(writer.traces(id, place)).toEqual([aTrace(values)]);
  },
);

test('a trace that is a part of a larger array is kept without its surroundings', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const values = Float64Array.of(9, 9, 1, 2, 3, 9).subarray(2, 5);
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(values)] })], []);
  expect(writer.traces(id, place)[0]?.values).toEqual(Float64Array.of(1, 2, 3));
});

test('traces come in the order of TRACE_QUANTITIES', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  const traces = (['sharpness', 'excessRisk', 'squaredDistance'] as const).map((quantity, i) => ({
    quantity,
    every: 5,
    values: Float64Array.of(i),
  }));
  writer.recordRuns(id, [aResult(0, 0, { traces }), aResult(0, 1)], []);
  expect(writer.traces(id, place)).toEqual([traces[1], traces[2], traces[0]]);
  expect(writer.traces(id, { cell: 0, repetition: 1 })).toEqual([]);
  expect(writer.traces(id, { cell: 1, repetition: 9 })).toEqual([]);
});

test('what is read belongs to the reader', () => {
  const writer = openWriter(temporaryFolder());
  const id = create(writer, anExperiment());
  writer.recordRuns(id, [aResult(0, 0, { traces: [aTrace(Float64Array.of(1, 2))] })], []);
  writer.traces(id, place)[0]!.values.fill(7);
  const { values } = writer.traces(id, place)[0]!;
  expect(values).toEqual(Float64Array.of(1, 2));
  expect(values.buffer.byteLength).toBe(16);
});
