import { isLinear } from '../experiment/linearity';
import type { Cell } from '../experiment/plan';
import type { TraceQuantity, TraceSeries } from '../training/run-result';
import { linearAxis, logAxis } from './axis';
import type {
  Convention,
  FigureAxis,
  FigureData,
  FigurePanel,
  FigurePoint,
  FigureSeries,
  FigureSource,
  FigureText,
  Ink,
} from './figure-data';
import { formatSetting } from './format-number';
import { DISTANCE_CONVENTIONS } from './phrases';
import { rateInk } from './rate-ink';
import { thin } from './thin';
import { boundsAt, referenceSaid, sharpnessBounds, stabilityLine } from './theory-lines';
import { abscissae, means } from './slice-series';

export interface TraceOptions {
  readonly convention?: Convention;
  /** The most points that a line is drawn with: of more, the extremes of each stretch are kept. */
  readonly points?: number;
}

const MOST_POINTS = 1200;

/**
 * Figures 1c, 1d, 4c, 4d: squared distance and sharpness along one run, with 2/η, the bounds and S_min. Where no distance
 * was recorded, as in GELU networks, the excess risk stands in its place.
 */
export function runTrace(
  source: FigureSource,
  cell: Cell,
  repetition: number,
  traces: readonly TraceSeries[],
  options: TraceOptions = {},
): FigureData {
  const convention = options.convention ?? 'exact';
  const most = options.points ?? MOST_POINTS;
  const ink = rateInk(source, cell.learningRate);
  const find = (quantity: TraceQuantity): TraceSeries | undefined =>
    traces.find((trace) => trace.quantity === quantity);
  const distance = find('squaredDistance');
  const asked = convention === 'exact' ? 'sharpness' : 'sharpnessAsPublished';
  const sharpness = find(asked) ?? find('sharpness') ?? find('sharpnessAsPublished');
  const factor = convention === 'exact' ? 1 : 1 / (source.theory?.data.d ?? NaN);
  const risk = find('excessRisk');
  const riskTitle = isLinear(source.spec) ? 'Excess risk R − R_{min}' : 'Training risk R';
  const every = (distance ?? risk ?? sharpness)?.every ?? 0;
  const ended = lastStep(traces, cell.steps);
  const unknown = traces.every(({ values }) => values.length === 0);
  return {
    id: 'run-trace',
    title: `η = ${formatSetting(cell.learningRate)}, ${source.scaleSymbol ?? 'scale'} = ${formatSetting(cell.scale)}, L = ${cell.depth}, run ${repetition + 1}`,
    panels: [
      ...(distance
        ? [descentPanel(distance, DISTANCE_CONVENTIONS[convention].title, factor, ink, most, cell.steps)]
        : risk
          ? [descentPanel(risk, riskTitle, 1, ink, most, cell.steps)]
          : []),
      ...(sharpness ? [sharpnessPanel(source, cell, sharpness, ink, most)] : []),
    ],
    caption: [
      `One run, every ${every === 1 ? 'step' : `${every} steps`}`,
      ...(distance ? [`squared distance ${DISTANCE_CONVENTIONS[convention].said}`] : []),
      ...(sharpness ? [sharpnessSaid(sharpness)] : []),
    ]
      .join('; ')
      .concat('.'),
    notes: [
      ...(unknown ? ['The run has not ended: its course is not known yet.'] : []),
      ...(ended === null ? [] : [`From step ${ended} on the parameters are no longer finite.`]),
      ...(sharpness ? referenceSaid(source) : []),
    ],
  };
}

function sharpnessSaid({ quantity }: TraceSeries): FigureText {
  return quantity === 'sharpnessAsPublished'
    ? 'sharpness by the authors’ 20 power iterations'
    : 'sharpness exact to rounding';
}

function descentPanel(
  trace: TraceSeries,
  title: FigureText,
  factor: number,
  ink: Ink,
  most: number,
  steps: number,
): FigurePanel {
  const series = [
    { id: trace.quantity, label: '', ink, points: pointsOf(trace, factor, most), marked: false },
  ];
  return {
    x: stepAxis(steps, series),
    y: logAxis(title, means(series), true),
    series,
    references: [],
    ...notYet(trace),
  };
}

function sharpnessPanel(
  source: FigureSource,
  cell: Cell,
  trace: TraceSeries,
  ink: Ink,
  most: number,
): FigurePanel {
  const series = [{ id: trace.quantity, label: 'S', ink, points: pointsOf(trace, 1, most), marked: false }];
  const references = [
    stabilityLine(cell.learningRate, ink),
    ...sharpnessBounds(source, boundsAt(source, cell.depth)),
  ];
  const heights = references.flatMap(({ along }) => ('y' in along ? [along.y] : []));
  return {
    x: stepAxis(cell.steps, series),
    y: logAxis('Sharpness S', [...means(series), ...heights], true),
    series,
    references,
    ...notYet(trace),
  };
}

/** What is said on a plot that has no point yet. */
function notYet({ values }: TraceSeries): { note?: FigureText } {
  return values.length > 0 ? {} : { note: 'The run has not ended yet' };
}

/** The whole run, whether all of it was recorded or not. */
function stepAxis(steps: number, series: readonly FigureSeries[]): FigureAxis {
  return linearAxis('Step', [0, steps, ...abscissae(series)]);
}

function pointsOf({ every, values }: TraceSeries, factor: number, most: number): FigurePoint[] {
  return thin(values, most).map((i) => {
    const value = values[i]!;
    return { x: i * every, y: Number.isFinite(value) ? factor * value : null, low: null, high: null, n: 1 };
  });
}

/** The first sampled step without a finite number; null where there is none. */
function lastStep(traces: readonly TraceSeries[], steps: number): number | null {
  for (const { every, values } of traces) {
    const first = values.findIndex(Number.isNaN);
    if (first >= 0 && first * every <= steps) return first * every;
  }
  return null;
}
