import { settingLabels } from '@shared/figures/format-number';
import { formatSetting } from '../../../composables/number-format';
import type { JudgedCell, StatementRow } from '@shared/figures/verdicts/verdict-table';
import { merged, type VerdictTally } from '@shared/figures/verdicts/verdict-tally';
import type { Option } from '../../../components/fields/option';

/** What the columns of the verdicts are. */
export const SLICE_AXES = ['scale', 'learningRate', 'depth'] as const;
export type SliceAxis = (typeof SLICE_AXES)[number];

export const AXIS_TITLES: Readonly<Record<SliceAxis, string>> = {
  scale: 'Scale',
  learningRate: 'Learning rate',
  depth: 'Depth',
};

/** Cells that share a value of the axis. */
export interface Slice {
  readonly value: number;
  readonly label: string;
  /** Indices of its cells. */
  readonly cells: readonly number[];
}

/** The axes along which an experiment has more than one value; the scale where there is none. */
export function axisOptions(cells: readonly JudgedCell[]): Option<SliceAxis>[] {
  const varied = SLICE_AXES.filter((axis) => new Set(cells.map((cell) => cell[axis])).size > 1);
  return (varied.length > 0 ? varied : [SLICE_AXES[0]]).map((value) => ({
    value,
    title: AXIS_TITLES[value],
  }));
}

export function slicesOf(cells: readonly JudgedCell[], axis: SliceAxis): Slice[] {
  const values = [...new Set(cells.map((cell) => cell[axis]))].sort((a, b) => a - b);
  const labels = settingLabels(values);
  return values.map((value, i) => ({
    value,
    label: labels[i]!,
    cells: cells.filter((cell) => cell[axis] === value).map(({ index }) => index),
  }));
}

export function tallyOver(row: StatementRow, { cells }: Slice): VerdictTally {
  return merged(cells.map((cell) => row.cells[cell]!));
}

/** A cell in a few words. */
export function cellTitle({ scale, learningRate, depth }: JudgedCell): string {
  return `scale ${formatSetting(scale)}, η = ${formatSetting(learningRate)}, L = ${depth}`;
}
