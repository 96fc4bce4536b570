import { MEASURE_DESCRIPTIONS } from '@shared/catalogue';
import type { LibraryRow } from '@shared/contract/library';
import { SPEC_FIELD_NAMES, SPEC_FIELDS, type SpecField } from '@shared/experiment/spec-fields';
import { formatNumber, formatSetting } from '../../composables/number-format';
import { MEASURES, OUTCOMES, type MeasureName, type Outcome } from '@shared/training/run-result';
import { RUN_STATE_LOOKS } from '../../components/outcomes';
import type { Column } from '../../components/table/column';
import { formatBytes, formatCount, formatDuration, formatMoment } from '../../composables/format';

/** A column that can be sorted is called by what the library is ordered by. */
export type LibraryColumn = Column<LibraryRow>;

export interface ColumnGroup {
  readonly title: string;
  readonly columns: readonly LibraryColumn[];
}

export const STAR_COLUMN: LibraryColumn = {
  key: 'starred',
  title: 'Starred',
  symbol: '\\bigstar',
  compact: true,
  width: '36px',
  value: ({ starred }) => Number(starred),
  text: ({ starred }) => (starred ? 'starred' : ''),
  fixed: true,
};

export const MENU_COLUMN: LibraryColumn = {
  key: 'menu',
  title: 'Menu',
  compact: true,
  width: '44px',
  value: () => null,
  text: () => '',
  sortable: false,
  fixed: true,
};

const ended = ({ counts }: LibraryRow): number => counts.finished + counts.failed;

function moment(
  key: string,
  title: string,
  at: (row: LibraryRow) => string | null,
  missing: string,
): LibraryColumn {
  return {
    key,
    title,
    width: '132px',
    align: 'right',
    value: at,
    text: (row) => (at(row) === null ? '–' : formatMoment(at(row)!)),
    hover: (row) => (at(row) === null ? missing : formatMoment(at(row)!)),
  };
}

const OF_EXPERIMENTS: readonly LibraryColumn[] = [
  { key: 'name', title: 'Name', width: 'minmax(180px, 3fr)', value: ({ name }) => name },
  {
    key: 'tags',
    title: 'Tags',
    width: 'minmax(72px, 1fr)',
    value: () => null,
    text: ({ tags }) => tags.join(', '),
    sortable: false,
  },
  { key: 'status', title: 'State', width: '104px', value: ({ status }) => status },
  {
    key: 'runs',
    title: 'Runs',
    about: 'Runs that ended, of those that its spec asks for',
    width: '108px',
    align: 'right',
    value: ended,
    text: (row) => `${formatCount(ended(row))} / ${formatCount(row.counts.total)}`,
  },
  {
    key: 'outcomes',
    title: 'Outcomes',
    about: 'How its runs ended; hover over a bar for the numbers',
    width: 'minmax(84px, 1fr)',
    value: () => null,
    text: ({ outcomes }) => OUTCOMES.map((outcome) => `${outcome} ${outcomes[outcome]}`).join(', '),
    sortable: false,
  },
  {
    key: 'cells',
    title: 'Cells',
    about: 'Points of its grid: depth × scale × learning rate',
    width: '72px',
    align: 'right',
    value: ({ cells }) => cells,
    text: ({ cells }) => formatCount(cells),
  },
  {
    key: 'origin',
    title: 'Data set',
    about: 'Where its data come from',
    width: 'minmax(96px, 1.2fr)',
    value: ({ data }) => data.origin,
    sortable: false,
  },
  moment('created', 'Created', ({ createdAt }) => createdAt, ''),
  moment('started', 'Started', ({ startedAt }) => startedAt, 'it was never started'),
  moment('finished', 'Finished', ({ finishedAt }) => finishedAt, 'it has not finished'),
  {
    key: 'size',
    title: 'Size',
    about: 'About what its runs and traces take of the archive',
    width: '84px',
    align: 'right',
    value: ({ contentBytes }) => contentBytes,
    text: ({ contentBytes }) => formatBytes(contentBytes),
  },
  {
    key: 'cost',
    title: 'Cost',
    about: 'Time that engine processes spent on its runs, summed over the processes',
    width: '92px',
    align: 'right',
    value: ({ kernelSeconds }) => kernelSeconds,
    text: ({ kernelSeconds }) => formatDuration(kernelSeconds),
  },
];

function share(outcome: Outcome): LibraryColumn {
  const { title, meaning } = RUN_STATE_LOOKS[outcome];
  const of = ({ outcomes, counts }: LibraryRow): number | null =>
    counts.finished === 0 ? null : outcomes[outcome] / counts.finished;
  return {
    key: outcome,
    title: capitalised(title),
    about: `Share of the finished runs. ${meaning}`,
    width: '92px',
    align: 'right',
    value: of,
    text: (row) => (of(row) === null ? '–' : `${formatNumber(100 * of(row)!, 3)}\u202f%`),
    hover: ({ outcomes, counts }) =>
      counts.finished === 0
        ? 'no run has finished'
        : `${formatCount(outcomes[outcome])} of ${formatCount(counts.finished)} finished runs`,
  };
}

const FAILED: LibraryColumn = {
  key: 'failed',
  title: 'Failed',
  about: `Runs that failed. ${RUN_STATE_LOOKS.failed.meaning}`,
  width: '76px',
  align: 'right',
  value: ({ counts }) => counts.failed,
  text: ({ counts }) => formatCount(counts.failed),
};

function field(name: SpecField): LibraryColumn {
  const { kind, title, symbol, about } = SPEC_FIELDS[name];
  const values = ({ fields }: LibraryRow): readonly (number | string)[] => fields[name];
  return {
    key: name,
    title,
    ...(symbol === null ? {} : { symbol }),
    about,
    width: kind === 'number' ? '116px' : '124px',
    ...(kind === 'number' ? { align: 'right' as const } : {}),
    value: (row) => values(row)[0] ?? null,
    text: (row) => rangeOf(values(row)),
    hover: (row) => (values(row).length === 0 ? 'it is not in the spec' : values(row).map(shown).join(', ')),
  };
}

function measure(name: MeasureName): LibraryColumn {
  const { meaning } = MEASURE_DESCRIPTIONS[name];
  const of = ({ measures }: LibraryRow): LibraryRow['measures'][MeasureName] => measures[name];
  return {
    key: name,
    title: measureTitle(name),
    about: `Mean over finished runs: ${meaning}`,
    width: '128px',
    align: 'right',
    value: (row) => of(row)?.mean ?? null,
    text: (row) => formatNumber(of(row)?.mean ?? null),
    hover: (row) => {
      const spread = of(row);
      if (spread === undefined) return 'no finished run has this measure';
      const { count, mean, least, most } = spread;
      return `mean ${formatNumber(mean, 6)} of n = ${formatCount(count)}; least ${formatNumber(least)}, greatest ${formatNumber(most)}`;
    },
  };
}

export const COLUMN_GROUPS: readonly ColumnGroup[] = [
  { title: 'Experiment', columns: OF_EXPERIMENTS },
  { title: 'Shares of outcomes', columns: [...OUTCOMES.map(share), FAILED] },
  { title: 'Spec', columns: SPEC_FIELD_NAMES.map(field) },
  { title: 'Measures, means', columns: MEASURES.map(measure) },
];

/** Of those that can be chosen, in the order in which they are offered. */
export const LIBRARY_COLUMNS: ReadonlyMap<string, LibraryColumn> = new Map(
  COLUMN_GROUPS.flatMap(({ columns }) => columns).map((column) => [column.key, column]),
);

export const FIRST_COLUMNS: readonly string[] = [
  'name',
  'tags',
  'status',
  'runs',
  'outcomes',
  'cells',
  'created',
];

/** initialTestRisk → Initial test risk */
export function measureTitle(name: MeasureName): string {
  return capitalised(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

function capitalised(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function shown(value: number | string): string {
  return typeof value === 'number' ? formatSetting(value) : value;
}

/** The values where they are few; else from where to where, and how many. */
function rangeOf(values: readonly (number | string)[]): string {
  if (values.length === 0) return '–';
  if (values.length <= 3) return values.map(shown).join(', ');
  return `${shown(values[0]!)} … ${shown(values.at(-1)!)} (${values.length})`;
}
