import type { JudgedRun, MomentFacts } from '../../theory/judged-run';
import type { FigurePoint, FigureText, Ink } from '../figure-data';
import { formatNumber, formatSetting } from '../format-number';
import { courseAxis } from './time-axis';

/** Which run of an experiment is looked at, as far as titles say it. */
export interface RunAbout {
  readonly learningRate: number;
  readonly scale: number;
  /** Null for a family without a scale. */
  readonly scaleSymbol: string | null;
  readonly depth: number;
  /** Counted from 0. */
  readonly repetition: number;
}

/** Gradient flow from the same weights, and how far gradient descent is from it. */
export interface FlowComparison {
  readonly flow: JudgedRun;
  /** At moments of gradient descent that the flow reached, ascending. */
  readonly distances: readonly FlowDistance[];
}

export interface FlowDistance {
  readonly time: number;
  /** ‖W_descent(t) - W_flow(t)‖_F over all layers. */
  readonly weights: number;
  /** ‖w_prod,descent(t) - w_prod,flow(t)‖. */
  readonly product: number;
}

/** What the figures of one run are made from. */
export interface RunView {
  readonly run: JudgedRun;
  readonly about: RunAbout;
  /** Null where only one dynamics is shown. */
  readonly comparison: FlowComparison | null;
}

/** "η = 0.02, σ = 0.35, L = 10, run 1". */
export function runTitle({ run, about }: RunView): FigureText {
  const { learningRate, scale, scaleSymbol, depth, repetition } = about;
  const of = `${scaleSymbol ?? 'scale'} = ${formatSetting(scale)}, L = ${depth}, run ${repetition + 1}`;
  return run.trajectory.dynamics.kind === 'gradientFlow'
    ? `gradient flow, ${of}`
    : `η = ${formatSetting(learningRate)}, ${of}`;
}

/** What moved the weights and how many moments are drawn: the first sentence of every caption. */
export function courseSaid({ run, about }: RunView): FigureText {
  const { dynamics, moments } = run.trajectory;
  const last = moments.at(-1)!;
  const end = formatNumber(last.time);
  if (dynamics.kind === 'gradientFlow')
    return `Gradient flow until t = ${end}, at ${moments.length} moments.`;
  const rate = formatSetting(about.learningRate);
  return `Gradient descent, ${last.step ?? 0} steps of η = ${rate} (step = t/η), at ${moments.length} moments.`;
}

/** The colour of the run's own lines: of no family. */
export const RUN_INK: Ink = { kind: 'ordinal', index: 0, count: 1 };
export const FLOW_INK: Ink = { kind: 'initialisation' };
export const THEORY_INK: Ink = { kind: 'theory' };

/** Layers are an ordered family. @param index from 0. */
export function layerInk(index: number, count: number): Ink {
  return { kind: 'ordinal', index, count };
}

export function pointAt(x: number, y: number | null): FigurePoint {
  return { x, y: y !== null && Number.isFinite(y) ? y : null, low: null, high: null, n: 1 };
}

/** A number along the run; nothing is drawn where it is null or not finite. */
export function courseOf(
  run: JudgedRun,
  value: (facts: MomentFacts, index: number) => number | null,
): FigurePoint[] {
  const { places } = courseAxis(run);
  return run.moments.map((facts, i) => pointAt(places[i]!, value(facts, i)));
}

/** A line of theory along the run, where it is a positive number. */
export function boundAlong(
  run: JudgedRun,
  bound: (facts: MomentFacts, index: number) => number,
): [x: number, y: number][] {
  return courseOf(run, bound).flatMap(({ x, y }): [number, number][] =>
    y !== null && y > 0 ? [[x, y]] : [],
  );
}

/** Points of what is 0 at the start by definition, without that: on a logarithmic axis it would be a cliff. */
export function afterStart(points: readonly FigurePoint[]): FigurePoint[] {
  return points.filter(({ x, y }) => x > 0 || y !== 0);
}

/** Whether the network is fully connected: d_L = 1 and p = 1. */
export function isFullyConnected({ trajectory: { model } }: JudgedRun): boolean {
  const { projection } = model.network;
  return projection.length === 1 && projection[0] === 1;
}
