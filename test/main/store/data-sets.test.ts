import { expect, test } from 'vitest';
import type { Digest } from '@shared/contract/ids';
import { A_DIGEST, aDataSet, openWriter, temporaryFolder } from './builders';

const record = { digest: A_DIGEST, origin: 'made for a test' };

test('a data set comes back bit for bit', () => {
  const writer = openWriter(temporaryFolder());
  writer.keepDataSet(record, aDataSet());
  const read = writer.dataSet(A_DIGEST)!;
  expect(read).toEqual(aDataSet());
  expect(Object.is(read.train.inputs[1], -0)).toBe(true);
  expect(writer.dataSet('e'.repeat(64) as Digest)).toBeNull();
});

test('a test table has its own number of samples', () => {
  const writer = openWriter(temporaryFolder());
  const { train } = aDataSet();
  const test = { samples: 1, features: 2, inputs: Float64Array.of(5, 6), targets: Float64Array.of(7) };
  writer.keepDataSet(record, { train, test });
  expect(writer.dataSet(A_DIGEST)).toEqual({ train, test });
});

test('a data set that is there already stays as it is', () => {
  const writer = openWriter(temporaryFolder());
  writer.keepDataSet(record, aDataSet());
  const { train } = aDataSet();
  writer.keepDataSet(record, { train: { ...train, targets: Float64Array.of(0, 0, 0) }, test: null });
  expect(writer.dataSet(A_DIGEST)).toEqual(aDataSet());
});
