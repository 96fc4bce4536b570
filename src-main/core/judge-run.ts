import { modelScale } from '@shared/network/model';
import { log10 } from '@shared/numerics/elementary';
import type { JudgedStart } from '@shared/theory/judged-run';
import { judgeInSlices } from '@shared/theory/judge';
import { observeRun } from '@shared/theory/observe-run';
import type { Statement } from '@shared/theory/statement';
import type { TheorySetting } from '@shared/theory/theory-setting';
import type { StatementVerdict } from '@shared/theory/verdict';
import { descentTrajectory } from '@shared/training/descent-trajectory';
import { FLOW_DEFAULTS, gradientFlow } from '@shared/training/gradient-flow';
import type { RunTask } from '@shared/training/run-course';
import type { DynamicsKind, Trajectory } from '@shared/training/trajectory';

/** Moments of a run that statements look at: about so many, the first and the last among them. */
export const JUDGED_MOMENTS = 40;

/** Of a run's work, the share that making its trajectory has; a guess, for progress alone. */
const TRAJECTORY_SHARE = 0.5;

export interface RunToJudge {
  readonly task: RunTask;
  readonly setting: TheorySetting;
  readonly start: JudgedStart;
  readonly dynamics: DynamicsKind;
}

/**
 * Computes a run again, or the gradient flow from its initial weights, and holds the statements against it. One that
 * diverges is judged up to its last finite weights. Yields the share that is done, from 0 to 1, every few milliseconds.
 */
export function* judgeRun(
  { task, setting, start, dynamics }: RunToJudge,
  statements: readonly Statement[],
): Generator<number, StatementVerdict[]> {
  const course = dynamics === 'gradientDescent' ? descentTrajectory(task, JUDGED_MOMENTS) : flowOf(task);
  const trajectory = yield* scaled(course, 0, TRAJECTORY_SHARE);
  const judging = judgeInSlices(observeRun(setting, trajectory, start), statements);
  return yield* scaled(judging, TRAJECTORY_SHARE, 1);
}

/** The gradient flow from a run's initial weights. */
function* flowOf({ model, initialise }: RunTask): Generator<number, Trajectory> {
  if (model.kind !== 'linear') throw new TypeError('Only linear networks have a trajectory.');
  const initial = new Float64Array(model.shape.parameterCount);
  initialise(initial);
  const flow = gradientFlow(model, initial, { ...FLOW_DEFAULTS, moments: JUDGED_MOMENTS });
  const { zeroExcessRisk } = modelScale(model);
  for (;;) {
    const step = flow.next();
    if (step.done) return step.value.trajectory;
    yield flowShare(step.value.excessRisk / zeroExcessRisk);
  }
}

/** How far a flow has come, from the decades that its excess risk has fallen by; a guess, for progress alone. */
function flowShare(excess: number): number {
  if (!(excess > 0)) return 1;
  return Math.min(1, Math.max(0, log10(excess) / log10(FLOW_DEFAULTS.until.excessRisk)));
}

function* scaled<T>(steps: Generator<number, T>, from: number, to: number): Generator<number, T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
