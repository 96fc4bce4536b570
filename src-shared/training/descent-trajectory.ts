import { linearWorkspace } from '../network/linear-network';
import { stepWork, type LinearModel } from '../network/model';
import { allFinite } from '../numerics/dense';
import { exp, log } from '../numerics/elementary';
import { gradientDescentStep } from './gradient-descent';
import { gradientSquare } from './gradient-square';
import { PathSpaced } from './path-spaced';
import type { RunTask } from './run-course';
import { SLICE_WORK } from './simulate-run';
import type { Moment, Trajectory } from './trajectory';

/**
 * The course of a run of gradient descent on a linear network, trained again from its task, so to the bits that the run
 * had. About `moments` are kept (at least 2): the start, the end, and between them a third each evenly in step, evenly
 * in its logarithm, and evenly along the path of the weights, which sees a saddle being left. A run that diverges ends
 * with its last finite weights; only where its initial weights are not finite is there a moment that is not: the start,
 * alone. Of a run that diverges, `descent` may overflow to Infinity where the weights are still finite. Yields the share
 * of the updates that is done, from 0 to 1, about every millisecond. Throws TypeError where the network is not linear.
 */
export function* descentTrajectory(task: RunTask, moments: number): Generator<number, Trajectory> {
  const { model, learningRate, steps } = task;
  if (model.kind !== 'linear') throw new TypeError('Only linear networks have a trajectory.');
  const dynamics = { kind: 'gradientDescent', learningRate } as const;
  const whole = yield* trained(task, model, steps, moments);
  if (whole.finiteAfter === steps) return { model, dynamics, moments: whole.moments };
  // It diverged. Its short life again, with moments that are spread over that, up to its last finite weights.
  const life = yield* trained(task, model, Math.max(0, whole.finiteAfter), moments);
  return { model, dynamics, moments: life.moments };
}

/** Steps that are kept of a run of so many, ascending: 0, the last, half evenly and half logarithmically between. */
export function momentSteps(steps: number, moments: number): number[] {
  const kept = new Set([0, steps]);
  const half = Math.max(1, Math.ceil((moments - 1) / 2));
  for (let i = 1; i < half; i += 1) {
    kept.add(Math.round((i / half) * steps));
    if (steps > 0) kept.add(Math.round(exp((i / half) * log(steps))));
  }
  return [...kept].sort((a, b) => a - b);
}

interface Trained {
  readonly moments: Moment[];
  /** Updates after which the weights were last finite; -1 where the initial ones were not. */
  readonly finiteAfter: number;
}

/** Trains up to step `steps`, or until the weights are no longer finite. */
function* trained(
  task: RunTask,
  model: LinearModel,
  steps: number,
  moments: number,
): Generator<number, Trained> {
  const { learningRate, initialise } = task;
  const { network, problem, shape } = model;
  const workspace = linearWorkspace(network);
  const weights = new Float64Array(shape.parameterCount);
  initialise(weights);
  let descent = 0;
  const seen = (step: number): Moment => ({
    time: learningRate * step,
    step,
    weights: Float64Array.from(weights),
    descent,
  });
  const third = Math.ceil(moments / 3);
  const due = momentSteps(steps, moments - third);
  const kept = [seen(0)];
  const alongPath = new PathSpaced<Moment>(third);
  let path = 0;
  const slice = Math.max(1, Math.floor(SLICE_WORK / stepWork(model)));
  let finiteAfter = allFinite(weights) ? 0 : -1;
  for (let step = 1; step <= steps && finiteAfter === step - 1; step += 1) {
    gradientDescentStep(network, problem, learningRate, weights, workspace);
    if (!allFinite(weights)) break;
    finiteAfter = step;
    const square = gradientSquare(workspace);
    descent += learningRate * square;
    path += learningRate * Math.sqrt(square);
    if (step === due[kept.length]) kept.push(seen(step));
    else alongPath.at(path, () => seen(step));
    if (step % slice === 0) yield step / steps;
  }
  return { moments: inOrder([...kept, ...alongPath.values()]), finiteAfter };
}

/** Ascending in step, each step once. */
function inOrder(moments: Moment[]): Moment[] {
  moments.sort((a, b) => a.step! - b.step!);
  return moments.filter(({ step }, i) => i === 0 || step !== moments[i - 1]!.step);
}
