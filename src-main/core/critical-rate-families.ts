import { INITIALISATIONS } from '@shared/catalogue';
import { WorkbenchError } from '@shared/contract/errors';
import { drawsDependOnRate, rateOfDraws } from '@shared/experiment/critical-rate/rate-of-draws';
import { isLinear } from '@shared/experiment/linearity';
import { LIMITS } from '@shared/experiment/limits';
import { matchOf } from '@shared/experiment/match';
import type { Cell } from '@shared/experiment/plan';
import type { LinearModel } from '@shared/network/model';
import { criticalLearningRate, criticalLearningRateUpperBound } from '@shared/theory/critical-learning-rate';
import {
  DEFAULT_REPETITIONS,
  DEFAULT_STEPS_PER_LAYER,
  type CriticalRateOptions,
} from '@shared/experiment/critical-rate/options';
import type { OpenSpec } from './open-spec';

/** The runs of one depth and scale, at whatever learning rate. */
export interface CriticalFamily {
  readonly scale: number;
  readonly depth: number;
  readonly steps: number;
  readonly repetitions: number;
  readonly model: LinearModel;
  /** Writes the weights of a repetition: the same at every learning rate. */
  readonly initialise: (repetition: number) => (out: Float64Array) => void;
  readonly drawsOf: number | null;
  readonly criticalLearningRate: number;
  readonly criticalLearningRateUpperBound: number;
}

/** The chosen families of an experiment, by depth, then scale. Throws 'bad-arguments'. */
export function criticalFamilies(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  options: CriticalRateOptions,
): CriticalFamily[] {
  if (!isLinear(spec)) {
    refuse(
      'The critical learning rate is that of linear networks; this experiment has GELU between its layers.',
    );
  }
  const depths = chosen('depth', options.depths, spec.grid.depths);
  const scales = chosen('scale', options.scales, spec.grid.scales);
  const { random } = INITIALISATIONS.find(({ id }) => id === spec.initialisation.family)!;
  const { rate, repetitions: most } = rateOfDraws(spec, random);
  const repetitions = options.repetitions ?? Math.min(DEFAULT_REPETITIONS, most);
  checkNumbers(options, repetitions, most, depths);
  return depths.flatMap((depth, i) => {
    const model = prepared.model(depth) as LinearModel;
    const setting = prepared.theory(depth);
    const asked = options.steps;
    const steps = asked === null ? DEFAULT_STEPS_PER_LAYER * depth : (asked[i] ?? asked[0]!);
    return scales.map((scale): CriticalFamily => {
      const cell: Cell = { index: 0, learningRate: rate, scale, depth, steps, repetitions };
      return {
        scale,
        depth,
        steps,
        repetitions,
        model,
        initialise: (repetition) => prepared.task(cell, repetition).initialise,
        drawsOf: drawsDependOnRate(spec) ? rate : null,
        criticalLearningRate: criticalLearningRate.value(setting),
        criticalLearningRateUpperBound: criticalLearningRateUpperBound.value(setting),
      };
    });
  });
}

function chosen(what: string, wanted: readonly number[] | null, all: readonly number[]): number[] {
  if (wanted === null) return [...all];
  if (wanted.length === 0) refuse(`No ${what} is chosen; at least one is needed.`);
  return wanted.map((value) => {
    const found = matchOf(value, all);
    if (found !== undefined) return found;
    const known = all.map((entry) => Number(entry.toPrecision(7))).join(', ');
    return refuse(`${value} is not a ${what} of this experiment; it has ${known}.`);
  });
}

function checkNumbers(
  { steps, excessRisk, ratios }: CriticalRateOptions,
  repetitions: number,
  most: number,
  depths: readonly number[],
): void {
  if (!Number.isInteger(repetitions) || repetitions < 1 || repetitions > most) {
    refuse(
      `repetitions is ${repetitions}; it must be an integer from 1 to ${most}, of which this experiment has draws.`,
    );
  }
  if (!(excessRisk > 0) || !Number.isFinite(excessRisk))
    refuse(`The excess risk is ${excessRisk}; it must be a positive number.`);
  if (steps !== null) {
    if (steps.length !== 1 && steps.length !== depths.length) {
      refuse(
        `steps lists ${steps.length} numbers; it must be one, or one for each of the ${depths.length} depths.`,
      );
    }
    const bad = steps.find((value) => !Number.isInteger(value) || value < 1 || value > LIMITS.steps);
    if (bad !== undefined) refuse(`steps has ${bad}; it must be an integer from 1 to ${LIMITS.steps}.`);
  }
  const badRatio = ratios?.find((ratio) => !(ratio > 0) || !Number.isFinite(ratio));
  if (badRatio !== undefined)
    refuse(`A multiple of 2/S_min is ${badRatio}; multiples must be positive numbers.`);
  if (ratios?.length === 0) refuse('No multiple of 2/S_min is given; at least one is needed.');
}

function refuse(sentence: string): never {
  throw new WorkbenchError('bad-arguments', sentence);
}
