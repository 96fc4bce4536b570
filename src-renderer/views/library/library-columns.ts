import type { ExperimentRecord } from '@shared/contract/records';
import type { Column } from '../../components/table/column';
import { formatCount, formatMoment } from '../../composables/format';

function cellCount({ spec }: ExperimentRecord): number {
  const { depths, scales, training } = spec.grid;
  return depths.length * scales.length * training.length;
}

export const LIBRARY_COLUMNS: readonly Column<ExperimentRecord>[] = [
  { key: 'name', title: 'Name', width: 'minmax(200px, 3fr)', value: ({ name }) => name },
  { key: 'status', title: 'State', width: '116px', value: ({ status }) => status },
  {
    key: 'runs',
    title: 'Runs',
    about: 'Runs that ended, of those that its spec asks for',
    width: '116px',
    align: 'right',
    value: ({ counts }) => counts.finished + counts.failed,
    text: ({ counts }) => `${formatCount(counts.finished + counts.failed)} / ${formatCount(counts.total)}`,
  },
  {
    key: 'outcomes',
    title: 'Outcomes',
    about: 'How its runs ended; hover over a bar for the numbers',
    width: 'minmax(84px, 1fr)',
    value: () => null,
    sortable: false,
  },
  {
    key: 'cells',
    title: 'Cells',
    about: 'Points of its grid: depth × scale × learning rate',
    width: '72px',
    align: 'right',
    value: cellCount,
    text: (record) => formatCount(cellCount(record)),
  },
  {
    key: 'data',
    title: 'Data',
    width: 'minmax(96px, 1.2fr)',
    value: ({ data }) => data.origin,
  },
  {
    key: 'created',
    title: 'Created',
    width: '132px',
    align: 'right',
    value: ({ createdAt }) => createdAt,
    text: ({ createdAt }) => formatMoment(createdAt),
  },
  { key: 'menu', title: '', width: '48px', value: () => null, text: () => '', sortable: false },
];
