import { exp, log } from '../../numerics/elementary';
import type { JudgedRun } from '../../theory/judged-run';
import type { FlowMoment } from '../../training/flow-course';
import type { Moment } from '../../training/trajectory';
import { linearAxis, logTicks } from '../axis';
import type { FigureAxis, FigureText } from '../figure-data';

/** Runs whose times span more than this ratio have a logarithmic axis … */
const LONG = 100;
/** … unless what happens after half the risk is gone would have less of it than this share. */
const LEAST_SHARE = 0.1;
/** Earlier than this fraction of the end no moment is told apart from the start. */
const EARLIEST = 1e-8;
/** From t = 0 to the first moment after it, as a fraction of the axis beyond. */
const ROOM_OF_ZERO = 0.07;
/** Beyond the last moment, so that its points are whole. */
const PADDING = 0.01;

/** Where the moments of a run stand in its figures. */
export interface CourseAxis {
  readonly axis: FigureAxis;
  /** 't', or 's' for arc length. */
  readonly symbol: 't' | 's';
  /** Of every moment. */
  readonly places: readonly number[];
}

const known = new WeakMap<JudgedRun, CourseAxis>();

/**
 * Time along a run. Where it spans decades the axis is logarithmic and has t = 0 at its left edge, with a tick of its
 * own: what is drawn at x = 0 stands there. A run that waits at a saddle for nearly all of its time has linear time
 * instead, and a flow, whose wait has no bound, the length of its path.
 */
export function courseAxis(run: JudgedRun): CourseAxis {
  const found = known.get(run) ?? chosenAxis(run);
  known.set(run, found);
  return found;
}

export function timeAxis(run: JudgedRun): FigureAxis {
  return courseAxis(run).axis;
}

function chosenAxis(run: JudgedRun): CourseAxis {
  const { moments, trajectory } = run;
  const isFlow = trajectory.dynamics.kind === 'gradientFlow';
  const title: FigureText = isFlow ? 'Time t' : 'Time t = η · step';
  const places = moments.map(({ time }) => time);
  const last = moments.at(-1)!.time;
  const first = moments.find(({ time }) => time > EARLIEST * last)?.time ?? last;
  if (waits(run, first) && isFlow && trajectory.moments.every(hasArcLength)) {
    const lengths = trajectory.moments.map(({ arcLength }) => arcLength);
    return { axis: linearAxis('Arc length s = ∫‖∇R‖_{F} dt', lengths), symbol: 's', places: lengths };
  }
  if (!(last / first >= LONG) || waits(run, first))
    return { axis: linearAxis(title, [0, last]), symbol: 't', places };
  const length = log(last) - log(first);
  const low = exp(log(first) - ROOM_OF_ZERO * length);
  const high = exp(log(last) + PADDING * length);
  const ticks = [{ value: low, label: '0' }, ...logTicks(first, high)];
  return { axis: { title, scale: 'log', domain: [low, high], ticks }, symbol: 't', places };
}

/** Whether all but the last few percent of a logarithmic time axis lie before half the initial excess risk is gone. */
function waits({ moments }: JudgedRun, first: number): boolean {
  const [start] = moments;
  const last = moments.at(-1)!.time;
  const half = moments.find(({ excessRisk }) => excessRisk < 0.5 * start!.excessRisk);
  if (half === undefined || !(half.time > first)) return false;
  return log(last) - log(half.time) < LEAST_SHARE * (log(last) - log(first));
}

function hasArcLength(moment: Moment): moment is FlowMoment {
  return 'arcLength' in moment;
}
