import type { RunRecord } from '@shared/contract/records';
import { formatNumber } from '../../composables/number-format';
import type { MeasureName } from '@shared/training/run-result';
import type { Column } from '../../components/table/column';
import { formatCount } from '../../composables/format';

export function measureOf(run: RunRecord, name: MeasureName): number | null {
  return run.measures.find(({ measure }) => measure === name)?.value ?? null;
}

/** The runs of a cell, in the width of the inspector. */
export const RUN_COLUMNS: readonly Column<RunRecord>[] = [
  {
    key: 'repetition',
    title: 'run',
    width: '52px',
    align: 'right',
    value: ({ repetition }) => repetition + 1,
  },
  {
    key: 'outcome',
    title: 'outcome',
    width: 'minmax(92px, 1fr)',
    value: ({ outcome }) => outcome ?? 'failed',
  },
  {
    key: 'sharpness',
    title: 'S',
    width: '59px',
    align: 'right',
    about: 'sharpness after training, exact to rounding',
    value: (run) => measureOf(run, 'finalSharpness'),
    text: (run) => formatNumber(measureOf(run, 'finalSharpness')),
  },
  {
    key: 'steps',
    title: 'steps',
    width: '68px',
    align: 'right',
    about: 'updates that were computed: fewer than asked only where nothing could change any more',
    value: ({ stepsTaken }) => stepsTaken,
    text: ({ stepsTaken }) => formatCount(stepsTaken),
  },
];
