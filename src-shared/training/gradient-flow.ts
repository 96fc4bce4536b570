import { backward, excessRisk, linearWorkspace } from '../network/linear-network';
import { linearStepWork, modelScale, type LinearModel } from '../network/model';
import { allFinite } from '../numerics/dense';
import { FlowCourse, type FlowCoordinateChoice, type FlowMoment } from './flow-course';
import type { FlowTolerances } from './flow-error';
import { FlowMoments } from './flow-moments';
import { SLICE_WORK } from './simulate-run';
import type { Trajectory } from './trajectory';

/** A flow ends at the first of these. */
export interface FlowEnd {
  /** R - R_min is at most this. */
  readonly excessRisk: number;
  /** ‖∇R‖_F is at most this. At a plateau it is small too: 0 for flows that start near zero. */
  readonly gradientNorm: number;
  readonly time: number;
  /** Steps of the integrator, rejected ones included. */
  readonly steps: number;
}

export interface FlowOptions extends FlowTolerances {
  readonly coordinate: FlowCoordinateChoice;
  readonly until: FlowEnd;
  /** About so many moments are kept at most. */
  readonly moments: number;
}

export const FLOW_DEFAULTS = {
  relativeTolerance: 1e-10,
  absoluteTolerance: 1e-10,
  coordinate: 'auto',
  until: { excessRisk: 1e-12, gradientNorm: 0, time: Infinity, steps: 200_000 },
  moments: 240,
} as const satisfies FlowOptions;

/** Which end was reached; 'precision': no step is short enough for the tolerances. */
export const FLOW_ENDINGS = ['excessRisk', 'gradientNorm', 'time', 'steps', 'precision'] as const;
export type FlowEnding = (typeof FLOW_ENDINGS)[number];

export interface FlowProgress {
  readonly steps: number;
  readonly time: number;
  readonly excessRisk: number;
}

export interface FlowTrajectory extends Trajectory {
  readonly moments: readonly FlowMoment[];
}

export interface FlowResult {
  readonly trajectory: FlowTrajectory;
  readonly ended: FlowEnding;
  /** Steps taken, and those that were tried and rejected. */
  readonly steps: number;
  readonly rejected: number;
  /** Gradients computed. */
  readonly evaluations: number;
  /** When half the excess risk of zero weights was gone; null where it was less from the start, or not by the end. */
  readonly escape: FlowMoment | null;
  /** Time at which it changed over from arc length to time; null where it did not. */
  readonly switchedAt: number | null;
}

/**
 * Gradient flow dW_k/dt = -∇_k R (equation 4) from `initial` (length D, not changed), by Dormand and Prince's method with
 * error control, in time or in arc length. Moments: t = 0 first, the end last, t = 1 if it is passed. Yields about every
 * millisecond. A step costs 6 gradients, 18 Σ d_k d_{k-1} multiply-adds and about as many for the method itself.
 * Throws RangeError where the weights are not finite.
 */
export function* gradientFlow(
  model: LinearModel,
  initial: Float64Array,
  options: FlowOptions,
): Generator<FlowProgress, FlowResult> {
  if (!allFinite(initial)) throw new RangeError('The initial weights of a flow must be finite.');
  const { until } = options;
  const course = new FlowCourse(model, initial, options, options.coordinate);
  const moments = new FlowMoments(course, options.moments);
  const escaped = escapeOf(model);
  let escape: FlowMoment | null = null;
  const waits = !escaped(initial);
  const slice = Math.max(1, Math.floor(SLICE_WORK / (12 * linearStepWork(model.shape))));
  let ended = endOf(course, until);
  while (ended === null) {
    if (!course.advance()) ended = 'precision';
    else {
      moments.see(course, until.time);
      if (waits && escape === null && 2 * course.excessRisk < modelScale(model).zeroExcessRisk)
        escape = course.firstWhere(escaped);
      ended = endOf(course, until);
      if (course.steps % slice === 0)
        yield { steps: course.steps, time: course.time, excessRisk: course.excessRisk };
    }
  }
  const { relativeTolerance, absoluteTolerance } = options;
  return {
    trajectory: {
      model,
      dynamics: { kind: 'gradientFlow', relativeTolerance, absoluteTolerance },
      moments: moments.all(),
    },
    ended,
    steps: course.steps,
    rejected: course.rejected,
    evaluations: course.evaluations,
    escape: escape !== null && escape.time <= until.time ? escape : null,
    switchedAt: course.switchedAt,
  };
}

function endOf(course: FlowCourse, until: FlowEnd): FlowEnding | null {
  if (course.time >= until.time) return 'time';
  if (course.excessRisk <= until.excessRisk) return 'excessRisk';
  // Where it is 0 nothing moves, whatever was asked for.
  if (course.gradientNorm <= until.gradientNorm) return 'gradientNorm';
  return course.steps + course.rejected >= until.steps ? 'steps' : null;
}

/** Whether half the excess risk of zero weights is gone. */
function escapeOf(model: LinearModel): (weights: Float64Array) => boolean {
  const workspace = linearWorkspace(model.network);
  const half = 0.5 * modelScale(model).zeroExcessRisk;
  return (weights) => {
    backward(model.network, model.problem, weights, workspace);
    return excessRisk(workspace) < half;
  };
}
