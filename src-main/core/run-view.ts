import { INITIALISATIONS } from '@shared/catalogue';
import { WorkbenchError } from '@shared/contract/errors';
import { isLinear } from '@shared/experiment/linearity';
import { plan, type Cell } from '@shared/experiment/plan';
import { formatNumber, formatSetting } from '@shared/figures/format-number';
import { comparisonOf } from '@shared/figures/run-theory/compare-flow';
import type { RunView } from '@shared/figures/run-theory/run-view';
import type { LinearModel } from '@shared/network/model';
import { allFinite } from '@shared/numerics/dense';
import type { JudgedRun } from '@shared/theory/judged-run';
import { observeRun } from '@shared/theory/observe-run';
import { descentTrajectory } from '@shared/training/descent-trajectory';
import { flowAt } from '@shared/training/flow-at';
import {
  FLOW_DEFAULTS,
  gradientFlow,
  type FlowEnding,
  type FlowResult,
} from '@shared/training/gradient-flow';
import type { RunTask } from '@shared/training/run-course';
import type { RunPlace } from '@shared/training/run-result';
import type { DynamicsKind, Trajectory } from '@shared/training/trajectory';
import type { OpenSpec } from './open-spec';

export interface RunViewRequest {
  readonly place: RunPlace;
  readonly dynamics: DynamicsKind;
  /** Moments that are kept, about. */
  readonly moments: number;
  /** Gradient descent beside gradient flow from the same weights. */
  readonly compare: boolean;
}

export interface RunViewProgress {
  /** From 0 to 1; null where it is not known. */
  readonly share: number | null;
  readonly said: string;
}

/** A run with how its course ended. */
export interface ViewedRun {
  readonly view: RunView;
  readonly cell: Cell;
  /** As a sentence. */
  readonly ending: string;
}

/**
 * Computes a run of a spec again, or the gradient flow from its weights, for the figures of its theory. Yields every few
 * milliseconds. Throws 'bad-arguments' where there is no such run, and for networks that are not linear; 'not-finite'
 * where its initial weights are not.
 */
export function* viewRun(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  { place, dynamics, moments, compare }: RunViewRequest,
): Generator<RunViewProgress, ViewedRun> {
  const cell = requireRun({ spec }, place);
  const task = prepared.task(cell, place.repetition);
  const family = INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)!;
  const { learningRate, scale, depth } = cell;
  const about = {
    learningRate,
    scale,
    scaleSymbol: family.scale?.symbol ?? null,
    depth,
    repetition: place.repetition,
  };
  const observed = (trajectory: Trajectory): JudgedRun =>
    observeRun(prepared.theory(depth), trajectory, { family: family.id, scale });
  const { model, initial } = startOf(task);

  if (dynamics === 'gradientFlow') {
    const { trajectory, ended, steps } = yield* flowing(model, initial, moments);
    const view = { run: observed(trajectory), about, comparison: null };
    return { view, cell, ending: FLOW_ENDED[ended](steps) };
  }
  const trajectory = yield* saying(descentTrajectory(task, moments), 'training the run again', 0, TRAINED);
  const run = observed(trajectory);
  const view = { run, about, comparison: null };
  const ending = descentEnded(run.moments.at(-1)!.step!, cell.steps);
  if (!compare) return { view, cell, ending };
  const times = trajectory.moments.map(({ time }) => time);
  const flow = yield* saying(flowAt(model, initial, times), 'following gradient flow', TRAINED, 1);
  return { view: { ...view, comparison: comparisonOf(run, observed(flow)) }, cell, ending };
}

/** Share of the work that training again has where the flow is followed too; for progress alone. */
const TRAINED = 0.3;

function* saying<T>(
  steps: Generator<number, T>,
  said: string,
  from: number,
  to: number,
): Generator<RunViewProgress, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { share: from + (to - from) * step.value, said };
  }
}

function* flowing(
  model: LinearModel,
  initial: Float64Array,
  moments: number,
): Generator<RunViewProgress, FlowResult> {
  const steps = gradientFlow(model, initial, { ...FLOW_DEFAULTS, moments });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { time, excessRisk } = step.value;
    const at = `at t = ${formatNumber(time, 3)}, excess risk ${formatNumber(excessRisk, 2)}`;
    // How long it takes is not known before.
    yield { share: null, said: `following gradient flow, ${at}` };
  }
}

const FLOW_ENDED: Record<FlowEnding, (steps: number) => string> = {
  excessRisk: () =>
    `The flow was followed until its excess risk was ${formatSetting(FLOW_DEFAULTS.until.excessRisk)}.`,
  gradientNorm: () => 'The flow stands still: its gradient is 0.',
  time: () => 'The flow was followed to the end of its time.',
  steps: (steps) => `The flow was given up after ${steps} steps of the integrator, before it had converged.`,
  precision: () => 'The flow cannot be continued: no step is short enough for its tolerances.',
};

function descentEnded(last: number, steps: number): string {
  return last === steps
    ? `All ${steps} steps were taken.`
    : `The run diverged: its weights are finite up to step ${last} of ${steps}.`;
}

function startOf({ model, initialise }: RunTask): { model: LinearModel; initial: Float64Array } {
  if (model.kind !== 'linear') throw new TypeError('Only linear networks have theory.');
  const initial = new Float64Array(model.shape.parameterCount);
  initialise(initial);
  if (allFinite(initial)) return { model, initial };
  throw new WorkbenchError('not-finite', 'The initial weights of this run are not finite numbers.');
}

function requireRun({ spec }: Pick<OpenSpec, 'spec'>, { cell: index, repetition }: RunPlace): Cell {
  const { cells } = plan(spec);
  const cell = cells[index];
  if (cell === undefined || repetition >= cell.repetitions) {
    throw new WorkbenchError(
      'bad-arguments',
      cell === undefined
        ? `cell is ${index}; "${spec.name}" has cells 0 to ${cells.length - 1}.`
        : `repetition is ${repetition}; cell ${index} of "${spec.name}" has 0 to ${cell.repetitions - 1}.`,
    );
  }
  if (!isLinear(spec)) {
    throw new WorkbenchError(
      'bad-arguments',
      `"${spec.name}" has GELU between its layers; the paper’s statements are about linear networks and judge none of its runs.`,
      'Choose an experiment whose activation is the identity.',
    );
  }
  return cell;
}
