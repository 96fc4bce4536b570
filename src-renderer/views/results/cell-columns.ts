import type { CellRow } from '@shared/figures/cell-table';
import { formatNumber, formatSetting } from '../../composables/number-format';
import { OUTCOME_LABELS } from '@shared/figures/heatmap-quantity';
import type { Summary } from '@shared/numerics/statistics';
import { wilson95 } from '@shared/numerics/wilson';
import { OUTCOMES } from '@shared/training/run-result';
import type { Column } from '../../components/table/column';

/** A row of the table and its place in the plan. */
export interface TableRow {
  readonly cell: number;
  readonly row: CellRow;
}

/**
 * Every number of the table of cells, what training came to first; of measures that are not of every experiment, those
 * that `has` finds.
 */
export function cellColumns(
  scaleSymbol: string | null,
  has: (measure: 'initialSquaredDistance' | 'finalTestRisk') => boolean,
): Column<TableRow>[] {
  return [
    setting('learningRate', 'η', 'learning rate'),
    setting('scale', scaleSymbol ?? 'scale', 'scale of the initialisation'),
    setting('depth', 'L', 'depth'),
    count('finished', 'finished', 'runs that ended with an outcome', ({ finished }) => finished),
    {
      key: 'diverged',
      title: 'diverged (share, 95 %)',
      width: '168px',
      align: 'right',
      about: 'as the authors count: the final published sharpness is not a number; Wilson’s interval',
      value: ({ row }) => (row.finished === 0 ? null : row.diverged / row.finished),
      text: ({ row }) => share(row.diverged, row.finished),
    },
    mean(
      'finalSharpness',
      'S after training',
      'largest eigenvalue of the Hessian; runs that did not diverge',
    ),
    ...(has('initialSquaredDistance')
      ? [mean('finalSquaredDistance', '‖w − w⋆‖² after', 'a sum over coordinates; runs that did not diverge')]
      : []),
    mean('finalRisk', 'risk after', 'mean squared error on the training table; runs that did not diverge'),
    ...(has('finalTestRisk')
      ? [
          mean(
            'finalTestRisk',
            'test risk after',
            'mean squared error on the test table; runs that did not diverge',
          ),
        ]
      : []),
    count('runs', 'runs', 'runs of the plan', ({ runs }) => runs),
    count('failed', 'failed', 'runs that could not be computed', ({ failed }) => failed),
    ...OUTCOMES.map((outcome) =>
      count(outcome, OUTCOME_LABELS[outcome], `runs that ended so`, ({ outcomes }) => outcomes[outcome]),
    ),
    mean('initialSharpness', 'S at initialisation', 'largest eigenvalue of the Hessian; all finished runs'),
    mean(
      'initialSharpnessAsPublished',
      'S at init., published',
      'the authors’ power iteration; all finished runs',
    ),
    mean(
      'finalSharpnessAsPublished',
      'S after, published',
      'the authors’ power iteration; runs that did not diverge',
    ),
    ...(has('initialSquaredDistance')
      ? [mean('initialSquaredDistance', '‖w − w⋆‖² at init.', 'a sum over coordinates; all finished runs')]
      : []),
  ];
}

type Summaries = {
  [Key in keyof CellRow]: CellRow[Key] extends Summary | null ? Key : never;
}[keyof CellRow];

function setting(key: 'learningRate' | 'scale' | 'depth', title: string, about: string): Column<TableRow> {
  return {
    key,
    title,
    width: '84px',
    align: 'right',
    about,
    value: ({ row }) => row[key],
    text: ({ row }) => formatSetting(row[key]),
  };
}

function count(key: string, title: string, about: string, of: (row: CellRow) => number): Column<TableRow> {
  return { key, title, width: '84px', align: 'right', about, value: ({ row }) => of(row) };
}

function mean(key: Summaries, title: string, about: string): Column<TableRow> {
  return {
    key,
    title,
    width: '184px',
    align: 'right',
    about: `mean ± half the 95 % normal interval; ${about}`,
    value: ({ row }) => row[key]?.mean ?? null,
    text: ({ row }) => estimate(row[key]),
  };
}

function estimate(summary: Summary | null): string {
  if (summary === null) return '–';
  const { mean: value, ci95 } = summary;
  return ci95 === null ? formatNumber(value) : `${formatNumber(value)} ± ${formatNumber(ci95[1] - value, 2)}`;
}

export function share(successes: number, trials: number): string {
  if (trials === 0) return '–';
  const [low, high] = wilson95(successes, trials);
  return `${formatNumber(successes / trials, 3)} [${formatNumber(low, 2)}, ${formatNumber(high, 2)}]`;
}
