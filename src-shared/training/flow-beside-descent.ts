import { backward, linearWorkspace } from '../network/linear-network';
import { linearStepWork, modelScale, type LinearModel } from '../network/model';
import { norm } from '../numerics/dense';
import { descentTrajectory } from './descent-trajectory';
import { FlowCourse, type FlowCoordinateChoice } from './flow-course';
import type { FlowTolerances } from './flow-error';
import type { RunTask } from './run-course';
import { SLICE_WORK } from './simulate-run';
import type { Moment } from './trajectory';

export interface BesideOptions extends FlowTolerances {
  readonly coordinate: FlowCoordinateChoice;
  /** About so many moments of gradient descent are compared. */
  readonly moments: number;
  /** Steps of the flow, rejected ones included, after which it is given up. */
  readonly steps: number;
}

/** Gradient descent and gradient flow from the same weights, at t = η · step. */
export interface BesideMoment {
  readonly time: number;
  readonly step: number;
  /** ‖W_GD - W_flow‖_F over all layers. */
  readonly distance: number;
  /** ‖w_prod - w_prod‖ between the two. */
  readonly productDistance: number;
  /** ‖W_flow‖_F: what the distance is to be compared with. */
  readonly flowSize: number;
}

export interface FlowBesideDescent {
  readonly moments: readonly BesideMoment[];
  /** False where the flow's steps were used up before the last moment of gradient descent: it ends there. */
  readonly complete: boolean;
  /** From here on the flow stood still, at an excess risk below `RESTING` of that of zero weights; null: it never did. */
  readonly restedAt: number | null;
}

/** Below this share of the excess risk of zero weights the flow's weights count as their limit. */
export const RESTING = 1e-26;

/**
 * Follows gradient flow through the moments of a run of gradient descent, on t = η · step, by the flow's continuous
 * extension: how far the two are apart. From small weights they agree until gradient descent is at the edge of
 * stability, if it gets there (Appendix C, last comment). The flow's own error is of its tolerance's order. Yields the share
 * done, from 0 to 1: the first half of it training, the second the flow. Throws TypeError where the network is not
 * linear.
 */
export function* flowBesideDescent(
  task: RunTask,
  options: BesideOptions,
): Generator<number, FlowBesideDescent> {
  const training = descentTrajectory(task, options.moments);
  let trained = training.next();
  for (; !trained.done; trained = training.next()) yield trained.value / 2;
  const { model, moments } = trained.value;
  const course = new FlowCourse(model, moments[0]!.weights, options, options.coordinate);
  const resting = RESTING * modelScale(model).zeroExcessRisk;
  const slice = Math.max(1, Math.floor(SLICE_WORK / (12 * linearStepWork(model.shape))));
  const measure = comparison(model);
  const compared: BesideMoment[] = [];
  let restedAt: number | null = null;
  for (const [i, moment] of moments.entries()) {
    while (course.time < moment.time && restedAt === null) {
      if (course.steps + course.rejected >= options.steps || !course.advance())
        return { moments: compared, complete: false, restedAt };
      if (course.excessRisk <= resting || course.gradientNorm === 0) restedAt = course.time;
      if (course.steps % slice === 0) yield 0.5 + (0.5 * i) / moments.length;
    }
    const flow = course.time > moment.time ? course.at(moment.time) : course.now();
    compared.push(measure(moment, flow.weights));
  }
  return { moments: compared, complete: true, restedAt };
}

function comparison({ network, problem }: LinearModel): (moment: Moment, flow: Float64Array) => BesideMoment {
  const [ofDescent, ofFlow] = [linearWorkspace(network), linearWorkspace(network)];
  return ({ time, step, weights }, flow) => {
    backward(network, problem, weights, ofDescent);
    backward(network, problem, flow, ofFlow);
    return {
      time,
      step: step!,
      distance: distance(weights, flow),
      productDistance: distance(ofDescent.outputs[0]!, ofFlow.outputs[0]!),
      flowSize: norm(flow),
    };
  };
}

function distance(a: Float64Array, b: Float64Array): number {
  return norm(a.map((value, i) => value - b[i]!));
}
