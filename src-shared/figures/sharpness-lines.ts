import { logAxis } from './axis';
import type { Convention, FigureData, FigureSeries, FigureSource, ReferenceLine } from './figure-data';
import {
  defaultSlice,
  learningRates,
  sliceLines,
  sliceRows,
  type GridSlice,
  type SliceLine,
} from './grid-slice';
import { initialisationLine, pointAt } from './initialisation-line';
import {
  incompleteness,
  nothingYet,
  onLowerEdge,
  pooledSaid,
  runsEach,
  SHARPNESS_CONVENTIONS,
  sliceTitle,
  survivorsSaid,
  withoutPoint,
} from './phrases';
import { sliceAxis } from './slice-axis';
import { heights, sliceSeries } from './slice-series';
import { boundsAt, referenceSaid, sharpnessBounds, stabilityCurve, stabilityLine } from './theory-lines';
import { formatSetting } from './format-number';
import { isNamed } from './naming';

export interface SharpnessOptions {
  readonly slice?: GridSlice;
  readonly convention?: Convention;
  /** Show the learning rates that the paper leaves out of figures 1b and 4b. */
  readonly everyRate?: boolean;
}

/** The paper's figures leave out learning rates from here on: those runs do not settle at a minimiser. */
export const LEFT_OUT_FROM = 0.09;

/**
 * The sharpness before and after training: over scale, a line a learning rate, with 2/η and the bounds (figures 1b, 4b,
 * 6a); or over learning rate, a line a depth, with the curve 2/η.
 */
export function sharpnessLines(source: FigureSource, options: SharpnessOptions = {}): FigureData {
  const { spec } = source;
  const slice = options.slice ?? defaultSlice(spec.grid);
  const convention = options.convention ?? 'exact';
  const rows = sliceRows(source.rows, slice);
  const overScale = slice.over === 'scale';
  const all = sliceLines(spec.grid, source.rows, slice);
  const lines = overScale && !options.everyRate ? all.filter(({ value }) => isShown(source, value)) : all;
  const name = convention === 'exact' ? 'finalSharpness' : 'finalSharpnessAsPublished';
  const trained = sliceSeries(source, lines, slice, (x, { row }) => pointAt(x, row[name]));
  const initial = convention === 'exact' ? 'initialSharpness' : 'initialSharpnessAsPublished';
  const series = overScale ? [...trained, initialisationLine(source, rows, initial)] : trained;
  const references = overScale
    ? [
        ...lines.flatMap(({ value, index, count }, i) =>
          isNamed(index, count) ? [stabilityLine(value, trained[i]!.ink)] : [],
        ),
        ...sharpnessBounds(source, boundsAt(source, slice.depth)),
      ]
    : referencesOverRate(source, lines, trained);
  const { title, said } = SHARPNESS_CONVENTIONS[convention];
  const at = sliceTitle(slice, source);
  const leftOut = all.filter((line) => !lines.includes(line)).map(({ value }) => value);
  return {
    id: 'sharpness-lines',
    title: at === null ? 'Sharpness after training' : `Sharpness after training, ${at}`,
    panels: [
      {
        x: sliceAxis(source, slice, series),
        y: logAxis(title, drawnHeights(series, references), true),
        series,
        references,
        ...nothingYet(rows),
      },
    ],
    caption: `${survivorsSaid(source.interval)}; ${runsEach(rows, 'point')}; ${said}.${overScale ? ` ${pooledSaid(spec)}` : ''}`,
    notes: [
      ...(leftOut.length > 0
        ? [`Left out as in the paper, since those runs do not settle at a minimiser: ${listOf(leftOut)}.`]
        : []),
      ...withoutPoint(trained, rows),
      ...onLowerEdge(series),
      ...referenceSaid(source),
      ...incompleteness(rows),
    ],
  };
}

/** "η = 0.1, 0.2", or where they are many "20 learning rates from 0.09 to 0.3". */
function listOf(rates: readonly number[]): string {
  if (rates.length <= MOST_LISTED) return `η = ${rates.map(formatSetting).join(', ')}`;
  return `${rates.length} learning rates from ${formatSetting(rates[0]!)} to ${formatSetting(rates.at(-1)!)}`;
}

const MOST_LISTED = 6;

/** Whether the paper's rule leaves something out of this experiment, so that a switch makes sense. */
export function leavesOutRates({ spec }: FigureSource): boolean {
  const rates = learningRates(spec.grid);
  return rates.some((rate) => rate < LEFT_OUT_FROM) && rates.some((rate) => rate >= LEFT_OUT_FROM);
}

function isShown(source: FigureSource, learningRate: number): boolean {
  return learningRate < LEFT_OUT_FROM || !leavesOutRates(source);
}

function referencesOverRate(
  source: FigureSource,
  lines: readonly SliceLine[],
  trained: readonly FigureSeries[],
): ReferenceLine[] {
  return [
    stabilityCurve(learningRates(source.spec.grid)),
    ...lines.flatMap(({ value }, i) =>
      sharpnessBounds(source, boundsAt(source, value), trained[i]!.ink, false),
    ),
  ];
}

/** Means, upper ends of intervals, and horizontal lines: lower ends and curves may leave the axis. */
function* drawnHeights(
  series: readonly FigureSeries[],
  references: readonly ReferenceLine[],
): Generator<number> {
  yield* heights(series);
  for (const { along } of references) if ('y' in along) yield along.y;
}
