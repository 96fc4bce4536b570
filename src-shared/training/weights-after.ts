import { stepWork } from '../network/model';
import { allFinite } from '../numerics/dense';
import { makeScalarTrainer } from './make-scalar-trainer';
import type { RunTask } from './run-course';
import { SLICE_WORK } from './simulate-run';

/** The weights of a run at one moment. */
export interface RunWeights {
  /** Length D, as stacked in NetworkShape. */
  readonly weights: Float64Array;
  /** Whether all of them are finite. Where not, they are those of the first moment that were not. */
  readonly finite: boolean;
  /** Updates after which they last were; -1 where the initial ones were not. */
  readonly finiteAfter: number;
}

/**
 * The weights of a run after so many updates, 0 being the initial ones: trained again from the task, so to the bits
 * that the run had there. Yields the share of the updates that is done, from 0 to 1, about every millisecond; where it
 * yields changes no result.
 */
export function* weightsAfter(task: RunTask, updates: number): Generator<number, RunWeights> {
  const { model, learningRate, initialise } = task;
  const trainer = makeScalarTrainer(model);
  const { weights } = trainer;
  initialise(weights);
  const slice = Math.max(1, Math.floor(SLICE_WORK / stepWork(model)));
  let finite = allFinite(weights);
  let finiteAfter = finite ? 0 : -1;
  // What is no longer finite never is again.
  for (let time = 1; time <= updates && finite; time += 1) {
    trainer.step(learningRate);
    finite = allFinite(weights);
    if (finite) finiteAfter = time;
    if (time % slice === 0) yield time / updates;
  }
  return { weights, finite, finiteAfter };
}
