import type { Digest } from '@shared/contract/ids';
import type { DataSet, Table } from '@shared/network/data/data-set';
import type { Connection } from './connection';
import { damaged } from './failures';
import { valuesOf } from './float-bytes';
import { QUESTIONS } from './questions';

interface DataSetRow {
  readonly features: number;
  readonly samples: number;
  readonly testSamples: number | null;
  readonly inputs: Buffer;
  readonly targets: Buffer;
  readonly testInputs: Buffer | null;
  readonly testTargets: Buffer | null;
}

/** The question about a data set. */
export function dataSetQuestions(database: Connection, path: string) {
  const byDigest = database.prepare<[string], DataSetRow>(QUESTIONS.dataSet);

  const dataSet = (digest: Digest): DataSet | null => {
    const row = byDigest.get(digest);
    if (row === undefined) return null;
    const table = (samples: number, inputs: Buffer, targets: Buffer): Table => ({
      samples,
      features: row.features,
      inputs: valuesOf(inputs, samples * row.features),
      targets: valuesOf(targets, samples),
    });
    try {
      const { testSamples, testInputs, testTargets } = row;
      // The table's check holds that the three come together.
      const test = testSamples === null ? null : table(testSamples, testInputs!, testTargets!);
      return { train: table(row.samples, row.inputs, row.targets), test };
    } catch (error) {
      if (error instanceof RangeError) throw damaged(path, error);
      throw error;
    }
  };
  return { dataSet };
}
