import type { BoundsRow } from '@shared/figures/bounds-table';
import type { CellRow } from '@shared/figures/cell-table';
import { formatNumber, formatSetting } from '../../composables/number-format';
import { stableSharpness } from '@shared/theory/critical-learning-rate';
import type { Summary } from '@shared/numerics/statistics';
import type { Column } from '../../components/table/column';

/** A cell with its measured sharpness and the numbers that theory holds against it. */
export interface MeasuredRow {
  readonly cell: number;
  readonly depth: number;
  readonly scale: number;
  readonly learningRate: number;
  readonly converged: number;
  readonly runs: number;
  /** Of the runs that did not diverge. */
  readonly sharpness: Summary | null;
  /** Whether these are the converged runs: only minimisers have to keep to the bounds. */
  readonly atMinimisers: boolean;
  readonly lower: number;
  readonly exact: number;
  readonly stable: number;
}

export function measuredRows(cells: readonly CellRow[], bounds: readonly BoundsRow[]): MeasuredRow[] {
  const byDepth = new Map(bounds.map((row) => [row.depth, row]));
  return cells.map((row, cell) => {
    const bound = byDepth.get(row.depth)!;
    return {
      cell,
      depth: row.depth,
      scale: row.scale,
      learningRate: row.learningRate,
      converged: row.outcomes.converged,
      runs: row.finished,
      sharpness: row.finalSharpness,
      atMinimisers: row.outcomes.converged > 0 && row.finalSharpness?.n === row.outcomes.converged,
      lower: bound.lower,
      exact: bound.exact,
      stable: stableSharpness(row.learningRate),
    };
  });
}

const number = (value: number | null): string => formatNumber(value);

export const MEASURED_COLUMNS: readonly Column<MeasuredRow>[] = [
  { key: 'depth', title: 'Depth', width: '64px', align: 'right', value: ({ depth }) => depth },
  {
    key: 'scale',
    title: 'Scale',
    width: '84px',
    align: 'right',
    value: ({ scale }) => scale,
    text: ({ scale }) => formatSetting(scale),
  },
  {
    key: 'learningRate',
    title: 'Learning rate',
    width: '104px',
    align: 'right',
    value: ({ learningRate }) => learningRate,
    text: ({ learningRate }) => formatSetting(learningRate),
  },
  {
    key: 'converged',
    title: 'Converged',
    about: 'Runs that converged, of those that finished',
    width: '92px',
    align: 'right',
    value: ({ converged }) => converged,
    text: ({ converged, runs }) => `${converged} / ${runs}`,
  },
  {
    key: 'lower',
    title: 'Lower bound',
    about: 'Theorem 2: no minimiser is flatter',
    width: '96px',
    align: 'right',
    value: ({ lower }) => lower,
    text: ({ lower }) => number(lower),
  },
  {
    key: 'exact',
    title: 'S_min',
    about: 'The sharpness of the flattest minimiser',
    width: '84px',
    align: 'right',
    value: ({ exact }) => exact,
    text: ({ exact }) => number(exact),
  },
  {
    key: 'sharpness',
    title: 'Measured S',
    about: 'Exact sharpness after the last step, mean and 95 % interval over the runs that did not diverge',
    width: 'minmax(150px, 1fr)',
    align: 'right',
    value: ({ sharpness }) => sharpness?.mean ?? null,
    text: ({ sharpness }) => number(sharpness?.mean ?? null),
  },
  {
    key: 'stable',
    title: '2/η',
    about: 'Gradient descent is stable at a minimiser only where S is at most this',
    width: '84px',
    align: 'right',
    value: ({ stable }) => stable,
    text: ({ stable }) => number(stable),
  },
  {
    key: 'ratio',
    title: 'S / S_min',
    about: 'How many times the measured sharpness is the least possible one',
    width: '92px',
    align: 'right',
    value: ({ sharpness, exact }) => (sharpness ? sharpness.mean / exact : null),
    text: ({ sharpness, exact }) => formatNumber(sharpness ? sharpness.mean / exact : null, 3),
  },
];
