import { DATA_FORMATS, type DataFormat } from '@shared/contract/bundles';
import type { ExperimentRecord } from '@shared/contract/records';
import type { IconName } from '../../components/icons';
import type { ExperimentActions } from '../../composables/use-experiment-actions';

const FORMAT_NAMES: Readonly<Record<DataFormat, string>> = { csv: 'CSV', json: 'JSON', parquet: 'Parquet' };
/** JSON of runs has their traces in it. */
const TRACE_FORMATS = ['csv', 'parquet'] as const;

export interface DataDeed {
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  readonly disabled: boolean;
  readonly run: () => void;
}

/** The numbers of an experiment as files for other programs. */
export function dataDeeds(
  experiment: Pick<ExperimentRecord, 'id' | 'name' | 'status' | 'counts'>,
  { saveData }: ExperimentActions,
): DataDeed[] {
  const save = (what: 'runs' | 'traces', format: DataFormat): DataDeed => ({
    id: `save-${what}-${format}`,
    title: `Save its ${what} as ${FORMAT_NAMES[format]}`,
    icon: 'table',
    disabled: experiment.counts.finished === 0,
    run: () => void saveData(experiment, what, format),
  });
  return [
    ...DATA_FORMATS.map((format) => save('runs', format)),
    ...TRACE_FORMATS.map((format) => save('traces', format)),
  ];
}
