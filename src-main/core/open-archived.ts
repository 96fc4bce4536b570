import { INITIALISATIONS, STATEMENTS } from '@shared/catalogue';
import type { TheoryFacts } from '@shared/figures/theory-facts';
import type { ExperimentRecord } from '@shared/contract/records';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import { boundsTable } from '@shared/figures/bounds-table';
import { dataFacts } from '@shared/figures/data-facts';
import type { DataSet } from '@shared/network/data/data-set';
import { statementValues } from '@shared/theory/statement-values';
import type { OpenSpec } from './open-spec';
import type { ArchiveReader } from './ports';

/** An archived experiment with its data at hand: as it was run, whatever became of the file that the data came from. */
export interface OpenedExperiment {
  readonly record: ExperimentRecord;
  readonly data: DataSet;
  readonly prepared: PreparedExperiment;
}

export function openArchived(archive: ArchiveReader, record: ExperimentRecord): OpenedExperiment {
  const data = archive.dataSet(record.data.digest)!;
  return { record, data, prepared: prepareExperiment(record.spec, data, INITIALISATIONS) };
}

/** What theory says of an experiment and its data. */
export function theoryFacts({
  spec,
  data,
  prepared,
}: Pick<OpenSpec, 'spec' | 'data' | 'prepared'>): TheoryFacts {
  const { problem, theory } = prepared;
  const settings = spec.grid.depths.map(theory);
  return {
    data: dataFacts(data, problem),
    bounds: boundsTable(settings),
    values: statementValues(STATEMENTS, settings),
  };
}
