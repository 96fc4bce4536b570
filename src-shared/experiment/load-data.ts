import { authorsDataSet } from '../network/draws/authors';
import type { DataSet } from '../network/data/data-set';
import { syntheticDataSet } from '../network/data/synthetic';
import type { ExperimentSpec } from './spec';

/** The data set that a spec draws; null for imported data, which only the host can read. */
export function drawnDataSet({ data, seed }: ExperimentSpec): DataSet | null {
  switch (data.kind) {
    case 'synthetic':
      return syntheticDataSet(data, seed);
    case 'authors':
      return authorsDataSet(data, seed);
    case 'imported':
      return null;
  }
}

/** Where a data set comes from, in a few words. */
export function dataOrigin({ data, seed }: ExperimentSpec): string {
  switch (data.kind) {
    case 'synthetic':
      return `synthetic, n = ${data.samples}, d = ${data.features}, seed ${seed}`;
    case 'authors':
      return `the authors' draw "${data.dataSet}", seed ${seed}`;
    case 'imported':
      return `${data.file}, target "${data.target}"${data.standardise ? ', standardised' : ''}`;
  }
}
