import { STATEMENTS } from '@shared/catalogue';
import type { LedgerAnswer } from '@shared/contract/verdict-studies';
import type { ExperimentId } from '@shared/contract/ids';
import { formatNumber } from '../../../composables/number-format';
import { looseBy, type Looseness, type Population } from '@shared/figures/verdicts/looseness';
import type { Option } from '../../../components/fields/option';
import type { Column } from '../../../components/table/column';

export const POPULATION_OPTIONS: readonly Option<Population>[] = [
  { value: 'all', title: 'All runs' },
  { value: 'conclusionHolds', title: 'Conclusion holds' },
  { value: 'bothHold', title: 'Both hold' },
];

export const POPULATION_MEANINGS: Readonly<Record<Population, string>> = {
  all: 'all judged runs, whether hypothesis and conclusion hold or not',
  conclusionHolds: 'the judged runs whose conclusion holds, whether its hypothesis does or not',
  bothHold: 'the judged runs whose hypothesis and conclusion hold',
};

/** How loose one bound is. */
export interface LedgerRow extends Looseness {
  readonly title: string;
  readonly citation: string;
}

/** Of all experiments, or of one, the loosest first. */
export function ledgerRows(answer: LedgerAnswer, of: ExperimentId | null): LedgerRow[] {
  const rows = of === null ? answer.looseness : answer.experiments.find(({ id }) => id === of)?.looseness;
  return [...(rows ?? [])].sort((a, b) => looseBy(b) - looseBy(a)).map(titled);
}

export function titled(row: Looseness): LedgerRow {
  const { title, citation } = STATEMENTS.find(({ id }) => id === row.statement)!;
  return { ...row, title, citation };
}

const number = (value: number): string => formatNumber(value, 3);
const SIGNS = { atMost: '≤ 1', atLeast: '≥ 1' } as const;

export const LEDGER_COLUMNS: readonly Column<LedgerRow>[] = [
  { key: 'title', title: 'Statement', width: 'minmax(200px, 1.2fr)', value: ({ title }) => title },
  {
    key: 'relation',
    title: 'Holds if',
    about: 'What measured / bound is where the conclusion holds',
    width: '76px',
    align: 'right',
    value: ({ relation }) => SIGNS[relation],
  },
  {
    key: 'n',
    title: 'Runs',
    about: 'Judged runs with both sides positive and a bound that says something',
    width: '70px',
    align: 'right',
    value: ({ n }) => n,
  },
  {
    key: 'median',
    title: 'Median',
    about: 'Median of measured / bound over these runs: 1 where the bound is met exactly',
    width: '92px',
    align: 'right',
    value: ({ median }) => median,
    text: ({ median }) => number(median),
  },
  {
    key: 'least',
    title: 'Least',
    width: '92px',
    align: 'right',
    value: ({ least }) => least,
    text: ({ least }) => number(least),
  },
  {
    key: 'greatest',
    title: 'Greatest',
    width: '92px',
    align: 'right',
    value: ({ greatest }) => greatest,
    text: ({ greatest }) => number(greatest),
  },
  {
    key: 'range',
    title: 'Range, logarithmic; the line is 1',
    width: 'minmax(160px, 1fr)',
    sortable: false,
    value: ({ median }) => median,
    text: ({ least, median, greatest }) => `${number(least)} … ${number(median)} … ${number(greatest)}`,
  },
];
