import { linearStepWork, type LinearModel } from '../network/model';
import { FlowCourse } from './flow-course';
import { FLOW_DEFAULTS } from './gradient-flow';
import { SLICE_WORK } from './simulate-run';
import type { Moment, Trajectory } from './trajectory';

/** Steps of the integrator, rejected ones included, after which it is given up. */
const MOST_STEPS = 200_000;

/**
 * Gradient flow from `initial` at given times, to stand beside gradient descent: as `gradientFlow` with its default
 * tolerances, but looked at when it is asked for. Moments are missing from where the flow stands still to the last bit,
 * cannot be continued, or would take too many steps. Yields the share of the time that is done about every millisecond.
 *
 * @param times ascending, the first 0.
 */
export function* flowAt(
  model: LinearModel,
  initial: Float64Array,
  times: readonly number[],
): Generator<number, Trajectory> {
  const { relativeTolerance, absoluteTolerance } = FLOW_DEFAULTS;
  const tolerances = { relativeTolerance, absoluteTolerance };
  const course = new FlowCourse(model, initial, tolerances, FLOW_DEFAULTS.coordinate);
  const moments: Moment[] = [course.now()];
  const end = times.at(-1)!;
  const slice = Math.max(1, Math.floor(SLICE_WORK / (12 * linearStepWork(model.shape))));
  while (course.time < end && course.gradientNorm > 0 && course.steps + course.rejected < MOST_STEPS) {
    if (!course.advance()) break;
    for (let next = times[moments.length]; next !== undefined && next <= course.time;) {
      moments.push(course.at(next));
      next = times[moments.length];
    }
    if (course.steps % slice === 0) yield Math.min(1, course.time / end);
  }
  return { model, dynamics: { kind: 'gradientFlow', ...tolerances }, moments };
}
