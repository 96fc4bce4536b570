import { isLinear } from '../experiment/linearity';
import { log } from '../numerics/elementary';
import { logTicks } from './axis';
import type { BoundsRow } from './bounds-table';
import type { CellCounts, CellRow } from './cell-table';
import type { FigureSource } from './figure-data';
import { formatNumber, settingLabels } from './format-number';
import { ascending, defaultSlice, learningRates, sliceLines, type GridSlice } from './grid-slice';
import type { HeatmapAxis, HeatmapCell, HeatmapFigure, HeatmapLegend, StepLine } from './heatmap-data';
import {
  outcomeCategories,
  quantityId,
  quantityInk,
  quantityTitle,
  readCell,
  type HeatmapQuantity,
  type Reading,
} from './heatmap-quantity';
import { DEPTH, incompleteness, LEARNING_RATE, runsEach, scaleTitle, sliceTitle } from './phrases';

/** What the heatmap is made from: the counts suffice for shares. */
export interface HeatmapSource extends Omit<FigureSource, 'rows'> {
  readonly rows: readonly (CellCounts & Partial<CellRow>)[];
}

export interface HeatmapOptions {
  readonly slice?: GridSlice;
  readonly quantity?: HeatmapQuantity;
}

/** Means that span more than this factor are shaded by their logarithm. */
const LOGARITHMIC_FROM = 20;
const MOST_TICKS = 7;
/** The shade of the least mean: 0 is kept for zero. */
const LEAST_SHADE = 0.08;

/** Learning rate against scale (figures 3 and 5 as a heatmap) or, at one scale, against depth. */
export function divergenceHeatmap(source: HeatmapSource, options: HeatmapOptions = {}): HeatmapFigure {
  const { spec } = source;
  const slice = options.slice ?? defaultSlice(spec.grid);
  const quantity = options.quantity ?? { kind: 'diverged' };
  const { columns, lines, placed } = layOut(source, slice);
  const readings = placed.map(({ row }) => readCell(quantity, row));
  const shades =
    quantity.kind === 'mean'
      ? shadesOfMeans(readings.map((reading) => reading?.value ?? null))
      : SHADES_OF_SHARES;
  const rows = placed.map(({ row }) => row);
  const at = sliceTitle(slice, source);
  const title = quantityTitle(quantity);
  return {
    id: `heatmap-${quantityId(quantity)}`,
    title: at === null ? title : `${title}, ${at}`,
    columns,
    lines,
    cells: placed.map(({ column, line, cell, row }, i) => ({
      column,
      line,
      cell,
      ...shown(readings[i]!, shades.of),
      runs: row.runs,
      finished: row.finished,
      failed: row.failed,
      unfinished: row.finished + row.failed < row.runs,
    })),
    legend: { title, ink: quantityInk(quantity), ticks: shades.ticks, ...categoriesOf(quantity, readings) },
    steps: [
      ...boundStep(source, slice, columns, lines, quantity),
      ...criticalStep(source, slice, columns, lines),
    ],
    caption: `${captionOf(quantity)}; ${runsEach(rows, 'cell')}.`,
    notes: incompleteness(rows),
  };
}

interface PlacedCell {
  readonly column: number;
  readonly line: number;
  readonly cell: number;
  readonly row: HeatmapSource['rows'][number];
}

/**
 * Learning rates upwards and scales to the right; or, as in figure 2, learning rates to the right and depths upwards.
 */
function layOut(
  { spec: { grid }, rows, scaleSymbol }: HeatmapSource,
  slice: GridSlice,
): { columns: HeatmapAxis; lines: HeatmapAxis; placed: PlacedCell[] } {
  const slices = sliceLines(grid, rows, slice);
  const along = ascending(slice.over === 'scale' ? grid.scales : learningRates(grid));
  const columnOf = new Map(along.map((value, column) => [value, column]));
  const placed = slices.flatMap(({ cells }, line) =>
    cells.map(({ cell, row }) => ({ cell, row, line, column: columnOf.get(row[slice.over])! })),
  );
  const axis = (title: string, values: readonly number[]): HeatmapAxis => ({
    title,
    values: settingLabels(values).map((label, i) => ({ value: values[i]!, label })),
  });
  const sliced = slices.map(({ value }) => value);
  return slice.over === 'scale'
    ? { columns: axis(scaleTitle(scaleSymbol), along), lines: axis(LEARNING_RATE, sliced), placed }
    : { columns: axis(LEARNING_RATE, along), lines: axis(DEPTH, sliced), placed };
}

function shown(
  reading: Reading | null,
  shadeOf: (value: number) => number,
): Pick<HeatmapCell, 'value' | 'label' | 'shade' | 'interval' | 'count' | 'n' | 'ink'> {
  if (reading === null) return { value: null, label: '–', shade: null, interval: null, count: null, n: 0 };
  const { outcome, ...measured } = reading;
  const { value, count } = measured;
  return {
    ...measured,
    ...(outcome === undefined ? {} : { ink: { kind: 'outcome', outcome } }),
    shade: shadeOf(value),
    label: count === null ? formatNumber(value, 3) : shareLabel(value),
  };
}

/** Two decimals; 0 and 1 only where they are exact. */
export function shareLabel(share: number): string {
  if (share === 0 || share === 1) return String(share);
  const rounded = share.toFixed(2);
  if (rounded === '0.00') return '<0.01';
  return rounded === '1.00' ? '>0.99' : rounded;
}

/** Colours of values, and the values along the scale that a legend shows. */
export interface Shades {
  readonly of: (value: number) => number;
  readonly ticks: HeatmapLegend['ticks'];
}

const SHADES_OF_SHARES: Shades = {
  of: (value) => value,
  ticks: [0, 0.25, 0.5, 0.75, 1].map((shade) => ({ shade, label: String(shade) })),
};

/** @param means null where there is none. */
export function shadesOfMeans(means: readonly (number | null)[]): Shades {
  const values = means.filter((value) => value !== null && value >= 0) as number[];
  const positive = values.filter((value) => value > 0);
  const greatest = Math.max(...positive);
  const least = Math.min(...positive);
  if (positive.length === 0)
    return { of: () => 0, ticks: values.length === 0 ? [] : [{ shade: 0, label: '0' }] };
  if (greatest / least < LOGARITHMIC_FROM) {
    return {
      of: (value) => Math.max(0, value / greatest),
      ticks: [0, 0.5, 1].map((shade) => ({ shade, label: formatNumber(shade * greatest, 3) })),
    };
  }
  const span = log(greatest) - log(least);
  const of = (value: number): number =>
    value <= 0 ? 0 : LEAST_SHADE + ((1 - LEAST_SHADE) * (log(value) - log(least))) / span;
  return {
    of,
    ticks: logTicks(least, greatest, MOST_TICKS).map(({ value, label }) => ({ shade: of(value), label })),
  };
}

function captionOf(quantity: HeatmapQuantity): string {
  switch (quantity.kind) {
    case 'diverged':
      return 'Share of the finished runs whose final published sharpness is not a number, as the authors count divergence; Wilson’s 95 % interval on each cell';
    case 'outcome':
      return 'Share of the finished runs that ended so; Wilson’s 95 % interval on each cell';
    case 'commonOutcome':
      return 'In the colour of the outcome that most of the finished runs had; its share in the cell and as the strength of the colour';
    case 'mean':
      return quantity.measure.startsWith('initial')
        ? 'Mean over all finished runs; 95 % normal interval on each cell'
        : 'Mean over the finished runs that did not diverge; 95 % normal interval on each cell';
  }
}

/** The outcomes that have a colour in a phase diagram. */
function categoriesOf(
  quantity: HeatmapQuantity,
  readings: readonly (Reading | null)[],
): Partial<HeatmapLegend> {
  if (quantity.kind !== 'commonOutcome') return {};
  return { ticks: [], categories: outcomeCategories(readings.flatMap((reading) => reading?.outcome ?? [])) };
}

/** Where the critical learning rate 2/S_min of linear networks lies between the learning rates. */
function criticalStep(
  source: HeatmapSource,
  slice: GridSlice,
  columns: HeatmapAxis,
  lines: HeatmapAxis,
): StepLine[] {
  const found = rateStep(source, slice, columns, lines, ({ criticalLearningRate }) => criticalLearningRate);
  if (found === null) return [];
  const { range, beyond, ...step } = found;
  return [
    {
      id: 'critical-learning-rate',
      label: `2/S_{min} = ${range}${beyond}`,
      meaning: `Critical learning rate 2/S_{min} = ${range}: beyond this no minimiser is stable. Runs beyond it may cycle or collapse rather than diverge, and runs below it may diverge.`,
      ...step,
    },
  ];
}

/** In phase diagrams, the paper's upper bound of it, where another cell border lies nearer. */
function boundStep(
  source: HeatmapSource,
  slice: GridSlice,
  columns: HeatmapAxis,
  lines: HeatmapAxis,
  quantity: HeatmapQuantity,
): StepLine[] {
  if (quantity.kind !== 'commonOutcome') return [];
  const bound = rateStep(source, slice, columns, lines, (row) => row.criticalLearningRateUpperBound);
  const critical = rateStep(source, slice, columns, lines, (row) => row.criticalLearningRate);
  if (bound === null || bound.counts.every((count, i) => count === critical?.counts[i])) return [];
  const { range, beyond, ...step } = bound;
  return [
    {
      id: 'critical-learning-rate-bound',
      label: `bound ${range}${beyond}`,
      meaning: `Dotted: the paper’s upper bound of the critical learning rate, ${range} (Theorem 2).`,
      stroke: 'dotted',
      ...step,
    },
  ];
}

interface RateStep extends Pick<StepLine, 'across' | 'counts'> {
  /** The rates, least to greatest, in words. */
  readonly range: string;
  readonly beyond: string;
}

/** Where a learning rate that theory gives each depth lies; null where it gives none. */
function rateStep(
  { spec, theory }: HeatmapSource,
  slice: GridSlice,
  columns: HeatmapAxis,
  lines: HeatmapAxis,
  rateOf: (row: BoundsRow) => number,
): RateStep | null {
  if (!isLinear(spec)) return null;
  const overScale = slice.over === 'scale';
  const depths = overScale ? columns.values.map(() => slice.depth) : lines.values.map(({ value }) => value);
  const found = depths.map((depth) => {
    const row = theory?.bounds.find((candidate) => candidate.depth === depth);
    return row ? rateOf(row) : null;
  });
  const known = found.filter((rate) => rate !== null);
  if (known.length === 0 || known.length < found.length) return null;
  const [least, greatest] = [Math.min(...known), Math.max(...known)];
  const range =
    least === greatest ? formatNumber(least) : `${formatNumber(least, 3)} to ${formatNumber(greatest, 3)}`;
  const rates = (overScale ? lines : columns).values;
  const counts = known.map((rate) => rates.filter(({ value }) => value <= rate).length);
  return {
    range,
    beyond: beyond(counts, rates.length, overScale),
    across: overScale ? 'columns' : 'lines',
    counts,
  };
}

/** An arrow where a line lies outside the grid and stands on its edge. */
function beyond(counts: readonly number[], all: number, upwards: boolean): string {
  if (counts.every((count) => count === all)) return upwards ? ' ↑' : ' →';
  if (counts.every((count) => count === 0)) return upwards ? ' ↓' : ' ←';
  return '';
}
