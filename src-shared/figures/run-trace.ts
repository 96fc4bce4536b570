import { isLinear } from '../experiment/linearity';
import type { Cell } from '../experiment/plan';
import type { TraceQuantity, TraceSeries } from '../training/run-result';
import { traceEnd } from '../training/trace-end';
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
  ReferenceLine,
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
/** Of fewer points each is marked. */
const FEW_POINTS = 20;
/** How far the axis goes on after a run broke off, as a share of what it lived. */
const AFTER_END = 0.15;

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
  const ended = traceEnd(traces);
  const reach = ended === null ? cell.steps : Math.min(cell.steps, Math.max(1, ended * (1 + AFTER_END)));
  const along = { most, reach, ended };
  const unknown = traces.every(({ values }) => values.length === 0);
  return {
    id: 'run-trace',
    title: `η = ${formatSetting(cell.learningRate)}, ${source.scaleSymbol ?? 'scale'} = ${formatSetting(cell.scale)}, L = ${cell.depth}, run ${repetition + 1}`,
    panels: [
      ...(distance
        ? [descentPanel(distance, DISTANCE_CONVENTIONS[convention].title, factor, ink, along)]
        : risk
          ? [descentPanel(risk, riskTitle, 1, ink, along)]
          : []),
      ...(sharpness ? [sharpnessPanel(source, cell, sharpness, ink, along)] : []),
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
      ...(ended === null ? [] : [`From step ${ended} on the numbers of this run are no longer finite.`]),
      ...(sharpness ? referenceSaid(source) : []),
    ],
  };
}

function sharpnessSaid({ quantity }: TraceSeries): FigureText {
  return quantity === 'sharpnessAsPublished'
    ? 'sharpness by the authors’ 20 power iterations'
    : 'sharpness exact to rounding';
}

/** How much of a course is drawn. */
interface Along {
  /** The most points of a line. */
  readonly most: number;
  /** The last step of the axis: of the whole run, whether all of it was recorded or not, or shortly after it broke off. */
  readonly reach: number;
  readonly ended: number | null;
}

function descentPanel(
  trace: TraceSeries,
  title: FigureText,
  factor: number,
  ink: Ink,
  along: Along,
): FigurePanel {
  const series = [seriesOf(trace, '', factor, ink, along)];
  return {
    x: stepAxis(series, along),
    y: logAxis(title, means(series), true),
    series,
    references: endLines(along, true),
    ...notYet(trace),
  };
}

function sharpnessPanel(
  source: FigureSource,
  cell: Cell,
  trace: TraceSeries,
  ink: Ink,
  along: Along,
): FigurePanel {
  const series = [seriesOf(trace, 'S', 1, ink, along)];
  const references = [
    stabilityLine(cell.learningRate, ink),
    ...sharpnessBounds(source, boundsAt(source, cell.depth)),
  ];
  const heights = references.flatMap(({ along }) => ('y' in along ? [along.y] : []));
  return {
    x: stepAxis(series, along),
    y: logAxis('Sharpness S', [...means(series), ...heights], true),
    series,
    references: [...references, ...endLines(along, false)],
    ...notYet(trace),
  };
}

function seriesOf(
  trace: TraceSeries,
  label: FigureText,
  factor: number,
  ink: Ink,
  { most, reach }: Along,
): FigureSeries {
  const points = pointsOf(trace, factor, most).filter(({ x, y }) => y !== null || x <= reach);
  const known = points.filter(({ y }) => y !== null).length;
  return { id: trace.quantity, label, ink, points, marked: known < FEW_POINTS };
}

/** Where a run broke off, named on the upper plot. */
function endLines({ ended }: Along, named: boolean): ReferenceLine[] {
  if (ended === null) return [];
  return [
    {
      id: 'not-finite',
      label: named ? `not finite from step ${ended} on` : '',
      meaning: `Upright: from step ${ended} on nothing that was measured is a finite number.`,
      stroke: 'solid',
      ink: { kind: 'outcome', outcome: 'diverged' },
      along: { x: ended },
    },
  ];
}

/** What is said on a plot that has no point yet. */
function notYet({ values }: TraceSeries): { note?: FigureText } {
  return values.length > 0 ? {} : { note: 'The run has not ended yet' };
}

function stepAxis(series: readonly FigureSeries[], { reach }: Along): FigureAxis {
  return linearAxis('Step', [0, reach, ...abscissae(series)]);
}

function pointsOf({ every, values }: TraceSeries, factor: number, most: number): FigurePoint[] {
  return thin(values, most).map((i) => {
    const value = values[i]!;
    return { x: i * every, y: Number.isFinite(value) ? factor * value : null, low: null, high: null, n: 1 };
  });
}
