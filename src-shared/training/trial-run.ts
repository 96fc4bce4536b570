import { stepWork, modelScale, type LinearModel } from '../network/model';
import { allFinite } from '../numerics/dense';
import { linearTrainer } from './linear-trainer';
import { classifyOutcome, TAIL_STEPS, TailWatch } from './outcome';
import type { Outcome } from './run-result';
import { sameBits } from './same-bits';
import { LIVENESS_INTERVAL, SLICE_WORK } from './simulate-run';

/** A run of which only its end is asked. */
export interface TrialTask {
  readonly model: LinearModel;
  readonly learningRate: number;
  /** Updates at most. */
  readonly steps: number;
  /** R - R_min at or below which the run has converged: absolute. */
  readonly excessRisk: number;
  /** Writes the initial weights. */
  readonly initialise: (out: Float64Array) => void;
}

export interface TrialResult {
  readonly outcome: Outcome;
  /** Updates done when the run was ended. */
  readonly stepsTaken: number;
}

/**
 * Trains one network until it converges, in scalar code. The excess risk is looked at after every update (and before the
 * first): the run has converged as soon as it is at or below the asked one, whatever it would have done afterwards. A run
 * that is not finite any more, or stands still to the last bit, ends at the next multiple of 50 updates; the others take
 * all their updates and are told apart as in outcome.ts. Yields the updates done since the last yield, every millisecond.
 */
export function* trialRun(task: TrialTask): Generator<number, TrialResult> {
  const { model, learningRate, steps } = task;
  const trainer = linearTrainer(model);
  const { weights } = trainer;
  task.initialise(weights);
  const initial = trainer.observe();
  const slice = Math.max(1, Math.floor(SLICE_WORK / stepWork(model)));
  const tailStart = steps - TAIL_STEPS;
  const tail = new TailWatch();
  const before = new Float64Array(weights.length);
  let still = false;
  let time = 0;
  let unsaid = 0;
  while (time < steps && !still) {
    const looks = (time + 1) % LIVENESS_INTERVAL === 0;
    if (looks) before.set(weights);
    trainer.step(learningRate);
    // That of the weights before this step.
    const { excessRisk } = trainer;
    if (excessRisk <= task.excessRisk) return { outcome: 'converged', stepsTaken: time };
    if (time >= tailStart) tail.see(excessRisk);
    time += 1;
    unsaid += 1;
    if (looks) still = !allFinite(weights) || sameBits(before, weights);
    if (unsaid === slice) {
      yield unsaid;
      unsaid = 0;
    }
  }
  const end = trainer.observe();
  const finite = allFinite(weights);
  if (finite && end.excessRisk <= task.excessRisk) return { outcome: 'converged', stepsTaken: time };
  tail.see(end.excessRisk);
  const rose = still ? false : tail.rose;
  const outcome = classifyOutcome(modelScale(model), {
    ...end,
    finite,
    initialOutputSize: initial.outputSize,
    rose,
  });
  // What counts as converged there may be laxer than what is asked here.
  const short = rose ? 'cycling' : 'stepLimit';
  return { outcome: outcome === 'converged' ? short : outcome, stepsTaken: time };
}
