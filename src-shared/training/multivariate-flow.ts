import {
  multivariateExcessRisk,
  multivariateForward,
  multivariateGradient,
  multivariateWork,
  multivariateWorkspace,
  type MultivariateModel,
} from '../network/multivariate/multivariate-network';
import { layerOf, type NetworkShape } from '../network/shape';
import { norm } from '../numerics/dense';
import { log } from '../numerics/elementary';
import { AdaptiveSteps, type AllowedError } from '../numerics/ode/adaptive-steps';
import { SLICE_WORK } from './simulate-run';

export interface MultivariateFlowOptions {
  /** A step may err by relative · |entry| + relative · ‖W_k‖_F/√(entries) in each entry of W_k. */
  readonly relativeTolerance: number;
  /** It ends where R - R_min is at most this … */
  readonly excessRisk: number;
  /** … or after so many steps, or with the step that passes this time. */
  readonly steps: number;
  readonly time: number;
}

export interface MultivariateMoment {
  readonly time: number;
  readonly weights: Float64Array;
  /** R - R_min. */
  readonly excessRisk: number;
}

export interface MultivariateFlow {
  /** t = 0 first, the end last; denser where the risk changes. */
  readonly moments: readonly MultivariateMoment[];
  readonly ended: 'excessRisk' | 'steps' | 'time' | 'precision';
  readonly steps: number;
  readonly evaluations: number;
}

/** A moment is kept as soon as time has grown by this factor … */
const TIME_FACTOR = 1.05;
/** … or the excess risk has changed by this share of that of zero weights, or halved. */
const RISK_SHARE = 0.02;

/**
 * Gradient flow dW_k/dt = -∇_k R of a network with m outputs, in time. Yields the steps taken about every millisecond.
 * Throws RangeError where the weights are not finite.
 */
export function* multivariateFlow(
  model: MultivariateModel,
  initial: Float64Array,
  options: MultivariateFlowOptions,
): Generator<number, MultivariateFlow> {
  const workspace = multivariateWorkspace(model);
  const { shape, problem } = model;
  const gradient = new Float64Array(shape.parameterCount);
  multivariateGradient(model, initial, workspace, gradient);
  let excess = multivariateExcessRisk(workspace);
  const slope = norm(gradient);
  if (!Number.isFinite(slope)) throw new RangeError('The initial weights of a flow must be finite.');
  const moments: MultivariateMoment[] = [
    { time: 0, weights: Float64Array.from(initial), excessRisk: excess },
  ];
  const flow = (ended: MultivariateFlow['ended'], course: AdaptiveSteps): MultivariateFlow => {
    if (course.time > moments.at(-1)!.time)
      moments.push({ time: course.time, weights: Float64Array.from(course.state), excessRisk: excess });
    return { moments, ended, steps: course.steps, evaluations: course.evaluations };
  };
  const system = {
    dimension: shape.parameterCount,
    coupled: shape.parameterCount,
    derivative: (_time: number, state: Float64Array, out: Float64Array): void => {
      multivariateGradient(model, state, workspace, out);
      for (let i = 0; i < out.length; i += 1) out[i] = -out[i]!;
    },
  };
  // A hundredth of the way to a change of the weights' own size.
  const first = slope > 0 ? (0.01 * Math.max(norm(initial), 1e-6)) / slope : 1;
  const allowed = allowedError(shape, options.relativeTolerance);
  const course = new AdaptiveSteps(system, 0, initial, Math.min(first, 1), allowed);
  const slice = Math.max(1, Math.floor(SLICE_WORK / (6 * multivariateWork(model))));
  while (excess > options.excessRisk) {
    if (course.time >= options.time) return flow('time', course);
    if (course.steps >= options.steps) return flow('steps', course);
    if (!course.advance()) return flow('precision', course);
    multivariateForward(model, course.state, workspace);
    excess = multivariateExcessRisk(workspace);
    const last = moments.at(-1)!;
    const changed = Math.abs(excess - last.excessRisk) > RISK_SHARE * problem.zeroExcessRisk;
    if (changed || excess < 0.5 * last.excessRisk || isLater(course.time, last.time)) {
      moments.push({ time: course.time, weights: Float64Array.from(course.state), excessRisk: excess });
    }
    if (course.steps % slice === 0) yield course.steps;
  }
  return flow('excessRisk', course);
}

function isLater(time: number, than: number): boolean {
  return than === 0 || log(time / than) >= log(TIME_FACTOR);
}

function allowedError(shape: NetworkShape, relative: number): AllowedError {
  return (before, after, out) => {
    for (let k = 1; k <= shape.depth; k += 1) {
      const { rows, columns, offset } = layerOf(shape, k);
      const end = offset + rows * columns;
      let squares = 0;
      for (let i = offset; i < end; i += 1) squares += after[i]! * after[i]!;
      const typical = Math.sqrt(squares / (rows * columns));
      for (let i = offset; i < end; i += 1) {
        out[i] = relative * (Math.max(Math.abs(before[i]!), Math.abs(after[i]!)) + typical);
      }
    }
  };
}
