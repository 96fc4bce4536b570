import type { RunRecord } from '../contract/records';
import { plan, type Cell } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import { summarise } from '../numerics/statistics';
import type { RunPlace, TraceQuantity } from '../training/run-result';
import { linearAxis, logAxis } from './axis';
import type { FigureAxis, FigureData, FigureSeries, FigureText } from './figure-data';
import { formatSetting } from './format-number';
import { learningRates } from './grid-slice';
import { incompleteness } from './phrases';
import { rateInk } from './rate-ink';
import {
  endMeasure,
  recordedOn,
  scatterTitle,
  type Across,
  type Recorded,
  type ScatterAxis,
} from './scatter-axis';

/** Whose points a scatter plot has. */
export interface ScatterPlace {
  readonly cell: number;
  /** Null: all of the cell's. */
  readonly repetition: number | null;
}

export interface ScatterOptions {
  readonly x: ScatterAxis;
  readonly y: ScatterAxis;
  /** A point a run, or a point a cell, which stands at `across` of its runs. */
  readonly points: 'runs' | 'cells';
  readonly across: Across;
  /** Null: all cells. */
  readonly within: ScatterPlace | null;
}

export interface ScatterSource {
  readonly spec: ExperimentSpec;
  readonly scaleSymbol: string | null;
  readonly rates?: readonly number[];
  /** A number of what was recorded along a run; null where nothing was. */
  readonly along: (place: RunPlace, quantity: TraceQuantity, along: Recorded) => number | null;
}

interface Point {
  readonly cell: Cell;
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** Any measure over any other: a dot a run, or a dot a cell with the 95 % interval of its mean; coloured by learning rate. */
export function scatter(
  source: ScatterSource,
  runs: Iterable<RunRecord>,
  options: ScatterOptions,
): FigureData {
  const { x, y, points: of, within } = options;
  const { spec, scaleSymbol } = source;
  const cells = plan(spec).cells.filter(({ index }) => within === null || index === within.cell);
  const byCell = new Map<number, RunRecord[]>(cells.map(({ index }) => [index, []]));
  for (const run of runs)
    if (within === null || within.repetition === null || run.repetition === within.repetition)
      byCell.get(run.cell)?.push(run);
  const all =
    of === 'runs'
      ? pointsOfRuns(source, cells, byCell, options)
      : pointsOfCells(source, cells, byCell, options);
  const shown = all.filter((point) => fits(point.x, x) && fits(point.y, y));
  const series = seriesOf(source, shown);
  const ended = cells.flatMap(({ index }) => byCell.get(index)!);
  const finished = ended.filter(({ status }) => status === 'finished');
  const candidates = of === 'runs' ? finished.length : cells.length;
  const [xTitle, yTitle] = [titleOf(x, scaleSymbol, options), titleOf(y, scaleSymbol, options)];
  return {
    id: 'scatter',
    title: `${yTitle} over ${lowered(xTitle)}`,
    panels: [
      {
        x: axisOf(
          x,
          xTitle,
          shown.map((point) => point.x),
        ),
        y: axisOf(
          y,
          yTitle,
          shown.flatMap(({ y: middle, low, high }) => [middle, low ?? middle, high ?? middle]),
        ),
        series,
        references: [],
        ...(shown.length === 0
          ? { note: finished.length > 0 ? 'No run has both numbers' : 'No run has finished yet' }
          : {}),
      },
    ],
    caption: captionOf(options, series),
    notes: [
      ...(candidates > shown.length && finished.length > 0
        ? [
            `${leftOutSaid(candidates - shown.length, of)}${isLog(x, y) ? ', or one that has no logarithm' : ''}.`,
          ]
        : []),
      ...incompleteness([
        {
          runs: cells.reduce(
            (sum, cell) => sum + (within === null || within.repetition === null ? cell.repetitions : 1),
            0,
          ),
          finished: finished.length,
          failed: ended.length - finished.length,
        },
      ]),
    ],
  };
}

function pointsOfRuns(
  source: ScatterSource,
  cells: readonly Cell[],
  byCell: ReadonlyMap<number, readonly RunRecord[]>,
  { x, y }: ScatterOptions,
): Point[] {
  return cells.flatMap((cell) =>
    byCell.get(cell.index)!.flatMap((run): Point[] => {
      const [at, height] = [valueOf(source, cell, run, x), valueOf(source, cell, run, y)];
      return at === null || height === null ? [] : [{ cell, x: at, y: height, low: null, high: null, n: 1 }];
    }),
  );
}

function pointsOfCells(
  source: ScatterSource,
  cells: readonly Cell[],
  byCell: ReadonlyMap<number, readonly RunRecord[]>,
  { x, y, across }: ScatterOptions,
): Point[] {
  return cells.flatMap((cell): Point[] => {
    const runs = byCell.get(cell.index)!;
    const [at, height] = [x, y].map((axis) => ofCell(source, cell, runs, axis, across));
    if (!at || !height) return [];
    return [{ cell, x: at.value, y: height.value, low: height.low, high: height.high, n: height.n }];
  });
}

interface Reduced {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

function ofCell(
  source: ScatterSource,
  cell: Cell,
  runs: readonly RunRecord[],
  axis: ScatterAxis,
  across: Across,
): Reduced | null {
  const { what } = axis;
  if (what.of === 'setting') return { value: cell[what.setting], low: null, high: null, n: 1 };
  const finished = runs.filter(({ status }) => status === 'finished');
  if (what.of === 'outcome') {
    const n = finished.length;
    const count = finished.filter(({ outcome }) => outcome === what.outcome).length;
    return n === 0 ? null : { value: count / n, low: null, high: null, n };
  }
  const values = finished.map((run) => valueOf(source, cell, run, axis)).filter((value) => value !== null);
  const summary = summarise(values);
  if (summary === null) return null;
  const { n, ci95 } = summary;
  return across === 'mean'
    ? { value: summary.mean, low: ci95?.[0] ?? null, high: ci95?.[1] ?? null, n }
    : { value: summary[across], low: null, high: null, n };
}

/** A number of a run; null where it has none. */
function valueOf(source: ScatterSource, cell: Cell, run: RunRecord, axis: ScatterAxis): number | null {
  if (run.status !== 'finished') return null;
  const { what } = axis;
  switch (what.of) {
    case 'setting':
      return cell[what.setting];
    case 'stepsTaken':
      return run.stepsTaken;
    case 'outcome':
      return run.outcome === what.outcome ? 1 : 0;
    case 'course': {
      const recorded = recordedOn(axis);
      if (recorded !== null) return source.along(run, recorded.quantity, recorded.along);
      if (what.along !== 'first' && what.along !== 'last') return null;
      const name = endMeasure(what.quantity, what.along);
      return run.measures.find(({ measure }) => measure === name)?.value ?? null;
    }
  }
}

function seriesOf(source: ScatterSource, points: readonly Point[]): FigureSeries[] {
  return learningRates(source.spec.grid).flatMap((rate): FigureSeries[] => {
    const own = points.filter(({ cell }) => cell.learningRate === rate);
    if (own.length === 0) return [];
    return [
      {
        id: `η=${rate}`,
        label: `η = ${formatSetting(rate)}`,
        ink: rateInk(source, rate),
        points: own.map(({ x, y, low, high, n }) => ({ x, y, low, high, n })).sort((a, b) => a.x - b.x),
        marked: true,
        drawn: 'dots',
      },
    ];
  });
}

function axisOf({ scale }: ScatterAxis, title: FigureText, values: readonly number[]): FigureAxis {
  return scale === 'log' ? logAxis(title, values, false) : linearAxis(title, values);
}

function fits(value: number, { scale }: ScatterAxis): boolean {
  return Number.isFinite(value) && (scale === 'linear' || value > 0);
}

function isLog(x: ScatterAxis, y: ScatterAxis): boolean {
  return x.scale === 'log' || y.scale === 'log';
}

const ACROSS_WORDS: Record<Across, string> = { mean: 'mean', min: 'least', max: 'greatest' };

function titleOf(
  axis: ScatterAxis,
  scaleSymbol: string | null,
  { points, across }: ScatterOptions,
): FigureText {
  const title = scatterTitle(axis.what, scaleSymbol);
  const reduced = points === 'cells' && axis.what.of !== 'setting' && axis.what.of !== 'outcome';
  return reduced ? `${title} (${ACROSS_WORDS[across]} of a cell)` : title;
}

/** Inside a sentence; symbols stay as they are. */
function lowered(title: FigureText): FigureText {
  return title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function captionOf({ points, across }: ScatterOptions, series: readonly FigureSeries[]): FigureText {
  const what =
    points === 'runs'
      ? 'A dot a finished run'
      : across === 'mean'
        ? 'A dot a cell, at the mean of its runs, with the 95 % normal interval of its height'
        : `A dot a cell, at the ${ACROSS_WORDS[across]} of its runs`;
  const coloured =
    series.length > 1
      ? `, coloured by the learning rate from ${series[0]!.label} to ${series.at(-1)!.label}`
      : '';
  return `${what}${coloured}.`;
}

function leftOutSaid(count: number, of: 'runs' | 'cells'): string {
  const [one, many] = of === 'runs' ? ['run has', 'runs have'] : ['cell has', 'cells have'];
  return `${count} ${count === 1 ? one : many} no dot: without one of the numbers, as where runs diverged`;
}
