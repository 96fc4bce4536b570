import type { CriticalRateFacts, TriedRate } from '@shared/experiment/critical-rate/critical-rate-facts';
import { convergenceNotMonotone, rateEstimate } from '@shared/experiment/critical-rate/estimate';
import { nextTrial } from '@shared/experiment/critical-rate/next-trial';
import { gridRate, rateTrials, type RateTrials } from '@shared/experiment/critical-rate/rate-trials';
import { CONVERGING, DIVERGING } from '@shared/experiment/critical-rate/threshold';
import type { Outcome } from '@shared/training/run-result';
import { trialRun } from '@shared/training/trial-run';
import { criticalFamilies, type CriticalFamily } from './critical-rate-families';
import type { CriticalRateOptions } from '@shared/experiment/critical-rate/options';
import type { OpenSpec } from './open-spec';

export interface CriticalRateProgress {
  readonly share: number;
  /** The depth and scale in work. */
  readonly depth: number;
  readonly scale: number;
  /** Runs done of it. */
  readonly runs: number;
}

/**
 * The critical learning rate of every chosen depth and scale by experiment: trains runs until it is enclosed (or those at
 * given rates), in scalar code; by determinism the same wherever it is computed. Yields every few milliseconds. Throws
 * 'bad-arguments'.
 */
export function* criticalRates(
  opened: Pick<OpenSpec, 'spec' | 'prepared'>,
  options: CriticalRateOptions,
): Generator<CriticalRateProgress, CriticalRateFacts[]> {
  const families = criticalFamilies(opened, options);
  // A family's runs cost as its depth: twice as long a step, and as a rule twice as many steps.
  const weights = families.map(({ depth, steps }) => depth * steps);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const found: CriticalRateFacts[] = [];
  let before = 0;
  for (const [i, family] of families.entries()) {
    const steps = familyFacts(family, options);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        found.push(step.value);
        break;
      }
      const { share, runs } = step.value;
      const { depth, scale } = family;
      yield { share: (before + share * weights[i]!) / all, depth, scale, runs };
    }
    before += weights[i]!;
  }
  return found;
}

interface FamilyProgress {
  readonly share: number;
  readonly runs: number;
}

function* familyFacts(
  family: CriticalFamily,
  { excessRisk, ratios }: CriticalRateOptions,
): Generator<FamilyProgress, CriticalRateFacts> {
  const { scale, depth, steps, repetitions, drawsOf, criticalLearningRate } = family;
  const { criticalLearningRateUpperBound } = family;
  const trials: RateTrials[] = [];
  let stepsTaken = 0;
  let runs = 0;
  let share = 0;
  const runAll = function* (
    learningRate: number,
    shareOf: (run: number) => number,
  ): Generator<FamilyProgress, Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const initialise = family.initialise(repetition);
      const run = trialRun({ model: family.model, learningRate, steps, excessRisk, initialise });
      for (let step = run.next(); ; step = run.next()) {
        if (step.done) {
          outcomes.push(step.value.outcome);
          stepsTaken += step.value.stepsTaken;
          break;
        }
        share = Math.max(share, shareOf(repetition / repetitions));
        yield { share, runs };
      }
      runs += 1;
    }
    return outcomes;
  };
  const base = {
    scale,
    depth,
    criticalLearningRate,
    criticalLearningRateUpperBound,
    steps,
    repetitions,
    excessRisk,
    drawsOf,
  };
  if (ratios !== null) {
    const tried: TriedRate[] = [];
    for (const [i, ratio] of ratios.entries()) {
      const rate = ratio * criticalLearningRate;
      const outcomes = yield* runAll(rate, (part) => (i + part) / ratios.length);
      tried.push(triedRate(rate, ratio, rateTrials(i, outcomes)));
    }
    const none = { converging: null, diverging: null, ratio: null, divergingRatio: null };
    return { ...base, ...none, stepsTaken, notMonotone: [], trials: tried };
  }
  for (;;) {
    const { index, left } = nextTrial(trials);
    if (index === null) break;
    const rate = gridRate(criticalLearningRate, index);
    const done = trials.length;
    const outcomes = yield* runAll(rate, (part) => (done + part) / (done + left));
    trials.push(rateTrials(index, outcomes));
    trials.sort((a, b) => a.index - b.index);
  }
  const converging = rateEstimate(CONVERGING, trials, criticalLearningRate);
  const diverging = rateEstimate(DIVERGING, trials, criticalLearningRate);
  return {
    ...base,
    converging,
    diverging,
    ratio: converging && converging.rate / criticalLearningRate,
    divergingRatio: diverging && diverging.rate / criticalLearningRate,
    stepsTaken,
    notMonotone: convergenceNotMonotone(trials, criticalLearningRate),
    trials: trials.map((trial) => {
      const learningRate = gridRate(criticalLearningRate, trial.index);
      return triedRate(learningRate, learningRate / criticalLearningRate, trial);
    }),
  };
}

function triedRate(learningRate: number, ratio: number, { counts, n }: RateTrials): TriedRate {
  return { learningRate, ratio, ...counts, n };
}
