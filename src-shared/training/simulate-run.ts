import { immediateCurvature } from '../curvature/curvature-service';
import { stepWork } from '../network/model';
import { allFinite } from '../numerics/dense';
import { TailWatch } from './outcome';
import { RunCourse, type RunState, type RunTask, type SimulatedRun } from './run-course';
import { sameBits } from './same-bits';
import { makeScalarTrainer } from './make-scalar-trainer';

/** Updates between two looks whether a run can still change: part of the result, as `stepsTaken` shows it. */
export const LIVENESS_INTERVAL = 50;
/** Multiply-adds of one slice of work: about a millisecond. */
export const SLICE_WORK = 1_000_000;

/**
 * Trains one network and measures it, in scalar code. Yields the number of updates done since the last yield, often
 * enough for the caller to stay responsive; where it yields changes no result.
 */
export function* simulateRun(task: RunTask): Generator<number, SimulatedRun> {
  const { model, learningRate, steps } = task;
  const trainer = makeScalarTrainer(model);
  const { weights } = trainer;
  task.initialise(weights);
  const course = new RunCourse(task, immediateCurvature(model));
  const tail = new TailWatch();
  const slice = Math.max(1, Math.floor(SLICE_WORK / stepWork(model)));
  const before = new Float64Array(weights.length);
  let time = 0;
  let stepsTaken = 0;
  /** Whether no further update can change anything. */
  let still = false;
  let finite = allFinite(weights);
  const state: RunState = {
    get finite() {
      return finite;
    },
    weights: () => Float64Array.from(weights),
    observe: () => trainer.observe(),
    testRisk: () => trainer.testRisk(),
  };
  course.visit(0, state);
  while (time < steps) {
    const stop = course.nextStop(time);
    const inTail = time >= course.tailStart;
    let sinceYield = 0;
    while (time < stop && !still) {
      const looks = (time + 1) % LIVENESS_INTERVAL === 0;
      if (looks) before.set(weights);
      trainer.step(learningRate);
      if (inTail) tail.see(trainer.excessRisk);
      time += 1;
      stepsTaken += 1;
      sinceYield += 1;
      if (looks) still = !allFinite(weights) || sameBits(before, weights);
      if (sinceYield === slice) {
        yield sinceYield;
        sinceYield = 0;
      }
    }
    // What is left would repeat the same state.
    yield sinceYield + (stop - time);
    time = stop;
    finite = allFinite(weights);
    course.visit(time, state);
  }
  course.end(state, tail);
  return course.result(stepsTaken)!;
}
