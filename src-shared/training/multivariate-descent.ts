import {
  multivariateExcessRisk,
  multivariateForward,
  multivariateStep,
  multivariateWork,
  multivariateWorkspace,
  type MultivariateModel,
} from '../network/multivariate/multivariate-network';
import { allFinite } from '../numerics/dense';
import { momentSteps } from './descent-trajectory';
import { SLICE_WORK } from './simulate-run';

export interface MultivariateDescent {
  /** After the last step that left the weights finite. */
  readonly weights: Float64Array;
  readonly stepsTaken: number;
  readonly diverged: boolean;
  /** R - R_min after so many steps: 0, the last, half of them evenly and half logarithmically between. */
  readonly course: readonly { readonly step: number; readonly excessRisk: number }[];
}

/** Moments that are kept, about. */
const MOMENTS = 400;

/** Gradient descent W_k ← W_k - η ∇_k R. Yields the share that is done about every millisecond. */
export function* multivariateDescent(
  model: MultivariateModel,
  initial: Float64Array,
  learningRate: number,
  steps: number,
): Generator<number, MultivariateDescent> {
  const workspace = multivariateWorkspace(model);
  const weights = Float64Array.from(initial);
  const before = Float64Array.from(initial);
  const gradient = new Float64Array(weights.length);
  const course: { step: number; excessRisk: number }[] = [];
  const see = (step: number, at: Float64Array): void => {
    multivariateForward(model, at, workspace);
    course.push({ step, excessRisk: multivariateExcessRisk(workspace) });
  };
  const kept = momentSteps(steps, MOMENTS);
  const slice = Math.max(1, Math.floor(SLICE_WORK / multivariateWork(model)));
  see(0, weights);
  for (let step = 1; step <= steps; step += 1) {
    before.set(weights);
    multivariateStep(model, learningRate, weights, workspace, gradient);
    if (!allFinite(weights)) return { weights: before, stepsTaken: step, diverged: true, course };
    if (step === kept[course.length]) see(step, weights);
    if (step % slice === 0) yield step / steps;
  }
  return { weights, stepsTaken: steps, diverged: false, course };
}
