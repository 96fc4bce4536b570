import { INITIALISATIONS } from '@shared/catalogue';
import type { ExperimentId } from '@shared/contract/ids';
import type { StudyRequest } from '@shared/contract/studies';
import { searchSeconds } from '@shared/experiment/critical-rate/cost';
import {
  DEFAULT_EXCESS_RISK,
  DEFAULT_REPETITIONS,
  DEFAULT_STEPS_PER_LAYER,
} from '@shared/experiment/critical-rate/options';
import { rateOfDraws } from '@shared/experiment/critical-rate/rate-of-draws';
import type { ExperimentSpec } from '@shared/experiment/spec';

/** What is to be tried, as it is typed: a field may hold text that is no number. */
export interface CriticalRateChoice {
  depths: unknown;
  scales: unknown;
  repetitions: unknown;
  stepsPerLayer: unknown;
  excessRisk: unknown;
}

/** More scales than these are not proposed: each costs as much as the others. */
const PROPOSED_SCALES = 4;

/** All depths and a few scales, the least and the greatest among them. */
export function proposedChoice(spec: ExperimentSpec): CriticalRateChoice {
  const { grid, initialisation } = spec;
  const shown = (values: readonly number[]): number[] => values.map((value) => Number(value.toPrecision(7)));
  const family = INITIALISATIONS.find(({ id }) => id === initialisation.family);
  return {
    depths: [...grid.depths],
    scales: shown(spread([...grid.scales].sort((a, b) => a - b))),
    repetitions: Math.min(DEFAULT_REPETITIONS, rateOfDraws(spec, family?.random ?? true).repetitions),
    stepsPerLayer: DEFAULT_STEPS_PER_LAYER,
    excessRisk: DEFAULT_EXCESS_RISK,
  };
}

function spread(values: readonly number[]): number[] {
  if (values.length <= PROPOSED_SCALES) return [...values];
  const last = values.length - 1;
  const places = Array.from({ length: PROPOSED_SCALES }, (_, i) =>
    Math.round((i * last) / (PROPOSED_SCALES - 1)),
  );
  return places.map((place) => values[place]!);
}

export interface ReadChoice {
  /** Null where something is wrong with the choice. */
  readonly request: StudyRequest<'criticalRate'> | null;
  /** What is wrong, by field. */
  readonly errors: Readonly<Partial<Record<keyof CriticalRateChoice, string>>>;
}

export function readChoice(
  choice: CriticalRateChoice,
  experiment: ExperimentId,
  { grid }: ExperimentSpec,
): ReadChoice {
  const depths = listOf(choice.depths, grid.depths);
  const scales = listOf(choice.scales, grid.scales);
  const repetitions = countOf(choice.repetitions);
  const stepsPerLayer = countOf(choice.stepsPerLayer);
  const { excessRisk } = choice;
  const risk = typeof excessRisk === 'number' && excessRisk > 0 ? excessRisk : null;
  const whole = 'It must be a whole number of at least 1.';
  const errors = {
    ...(depths === null ? { depths: `Only depths of this experiment: ${said(grid.depths)}.` } : {}),
    ...(scales === null ? { scales: `Only scales of this experiment: ${said(grid.scales)}.` } : {}),
    ...(repetitions === null ? { repetitions: whole } : {}),
    ...(stepsPerLayer === null ? { stepsPerLayer: whole } : {}),
    ...(risk === null ? { excessRisk: 'It must be a positive number.' } : {}),
  };
  if (!depths || !scales || !repetitions || !stepsPerLayer || !risk) return { request: null, errors };
  const steps = depths.map((depth) => depth * stepsPerLayer);
  return {
    request: { kind: 'criticalRate', experiment, depths, scales, repetitions, steps, excessRisk: risk },
    errors,
  };
}

/** About how long it takes, in seconds. */
export function choiceSeconds(
  { depths, scales, repetitions, steps }: StudyRequest<'criticalRate'>,
  { network }: ExperimentSpec,
  features: number,
): number {
  return searchSeconds(network, features, {
    depths: depths!,
    scales: scales!.length,
    repetitions: repetitions!,
    steps: (depth) => steps![depths!.indexOf(depth)]!,
  });
}

const CLOSE = 1e-6;

function listOf(values: unknown, known: readonly number[]): number[] | null {
  if (!Array.isArray(values) || values.length === 0) return null;
  const numbers = values.map((value) =>
    known.find((entry) => typeof value === 'number' && Math.abs(entry - value) <= CLOSE * Math.abs(entry)),
  );
  const found = numbers.filter((value) => value !== undefined);
  return found.length === values.length && new Set(found).size === found.length ? found : null;
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : null;
}

function said(values: readonly number[]): string {
  return values.map((value) => String(Number(value.toPrecision(7)))).join(', ');
}
