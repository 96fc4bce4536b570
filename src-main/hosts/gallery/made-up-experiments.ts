import { findPreset } from '@shared/catalogue';
import type { RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { FigureInput } from '@shared/figures/figure-of';
import type { MeasureName } from '@shared/training/run-result';
import { experimentInput } from './experiment-input';

/** Experiments that nobody ran, for what the reference rows do not show: their numbers come from simple formulas. */

interface Grid {
  readonly rates: readonly number[];
  readonly scales: readonly number[];
  readonly depths: readonly number[];
}

/** More learning rates than there are colours to tell apart, or room for names. */
export function twentyRates(): FigureInput {
  const rates = Array.from({ length: 20 }, (_, i) => (i + 1) / 100);
  return madeUp({ rates, scales: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], depths: [10] });
}

/** Settings with all the digits that a setting can have. */
export function longSettings(): FigureInput {
  return madeUp({
    rates: [0.0001234567, 0.01234567, 0.04567891, 0.08765432, 0.1234567],
    scales: [0.1234567, 0.2345678, 0.3456789, 0.4567891, 0.5678912, 0.6789123, 0.7891234],
    depths: [10],
  });
}

function madeUp({ rates, scales, depths }: Grid): FigureInput {
  const { spec } = findPreset('quick')!;
  const made: ExperimentSpec = {
    ...spec,
    name: 'made up',
    randomness: { scheme: 'content', draws: 'shared' },
    grid: {
      depths: [...depths],
      scales: [...scales],
      training: rates.map((learningRate) => ({ learningRate, steps: 1000, repetitions: REPETITIONS })),
    },
  };
  const runs = plan(made).cells.flatMap((cell) =>
    Array.from({ length: cell.repetitions }, (_, repetition) => madeUpRun(cell, repetition)),
  );
  return experimentInput(made, runs);
}

const REPETITIONS = 4;

/** Sharper from larger scales, at most about 2/η, and lost where rate and scale are both large. */
function madeUpRun({ index, learningRate, scale, steps }: Cell, repetition: number): RunRecord {
  const spread = 0.9 + ((7 * index + 3 * repetition) % 9) / 40;
  const initialSharpness = 1 + 900 * scale * scale * scale * scale * spread;
  const diverged = learningRate * initialSharpness > 20 * (1 + 0.2 * repetition);
  const finalSharpness = Math.min(1.95 / learningRate, (18 + 60 * scale * scale) * spread);
  const initialSquaredDistance = 1 + scale * spread;
  const finalSquaredDistance = (1e-14 * spread * (1 + 5 * scale)) / learningRate;
  const measures: [MeasureName, number][] = [
    ['initialSharpness', initialSharpness],
    ['initialSharpnessAsPublished', initialSharpness],
    ['initialSquaredDistance', initialSquaredDistance],
  ];
  if (!diverged) {
    measures.push(
      ['finalSharpness', finalSharpness],
      ['finalSharpnessAsPublished', finalSharpness],
      ['finalSquaredDistance', finalSquaredDistance],
      ['finalRisk', 0.37],
    );
  }
  return {
    cell: index,
    repetition,
    status: 'finished',
    outcome: diverged ? 'diverged' : 'converged',
    stepsTaken: steps,
    reason: null,
    measures: measures.map(([measure, value]) => ({ measure, value, error: null, method: null })),
  };
}
