import type { Problem } from '../contract/errors';
import { experimentId } from './digest';
import { LIMITS } from './limits';
import { matchOf } from './match';
import type { ExperimentSpec } from './spec';

/** A selection of a spec's grid. */
export interface Narrowing {
  readonly learningRates?: readonly number[] | undefined;
  readonly scales?: readonly number[] | undefined;
  /** At most this many a cell. */
  readonly repetitions?: number | undefined;
  /** At most this many a run. */
  readonly steps?: number | undefined;
}

export type Narrowed =
  | { readonly ok: true; readonly spec: ExperimentSpec }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Hex digits of the id in a narrowed experiment's name. */
const SUFFIX_LENGTH = 6;

/**
 * A smaller experiment of its own name: some rates and scales of the grid, fewer repetitions, shorter runs. Draws are
 * addressed, so what is left is drawn as in the full experiment.
 */
export function narrow(spec: ExperimentSpec, by: Narrowing): Narrowed {
  const problems: Problem[] = [];
  const rates = spec.grid.training.map(({ learningRate }) => learningRate);
  const keptRates = select(by.learningRates, rates, 'learning rate', problems);
  const keptScales = select(by.scales, spec.grid.scales, 'scale', problems);
  checkCap(
    by.repetitions,
    Math.max(...spec.grid.training.map(({ repetitions }) => repetitions)),
    'repetitions',
    problems,
  );
  checkCap(by.steps, Math.max(...spec.grid.training.map(({ steps }) => steps)), 'steps', problems);
  if (problems.length > 0) return { ok: false, problems };
  const training = spec.grid.training
    .filter(({ learningRate }) => keptRates.includes(learningRate))
    .map((schedule) => ({
      learningRate: schedule.learningRate,
      steps: Math.min(schedule.steps, by.steps ?? Infinity),
      repetitions: Math.min(schedule.repetitions, by.repetitions ?? Infinity),
    }));
  const narrowed = { ...spec, grid: { ...spec.grid, scales: keptScales, training } };
  const id = experimentId(narrowed);
  if (id === experimentId(spec)) return { ok: true, spec };
  const suffix = `-part-${id.slice(0, SUFFIX_LENGTH)}`;
  const name = spec.name.slice(0, LIMITS.nameLength - suffix.length) + suffix;
  return { ok: true, spec: { ...narrowed, name } };
}

/** The entries of `all` that are wanted, in the order of `all`. */
function select(
  wanted: readonly number[] | undefined,
  all: readonly number[],
  what: string,
  problems: Problem[],
): number[] {
  if (wanted === undefined) return [...all];
  if (wanted.length === 0)
    problems.push({ path: `${what}s`, message: `no ${what} is left; at least one is needed` });
  for (const value of wanted) {
    if (matchOf(value, all) === undefined) {
      problems.push({
        path: `${what}s`,
        message: `${value} is not a ${what} of this experiment; it has ${all.map((entry) => Number(entry.toPrecision(7))).join(', ')}`,
      });
    }
  }
  return all.filter((entry) => wanted.some((value) => matchOf(value, [entry]) !== undefined));
}

function checkCap(cap: number | undefined, full: number, what: string, problems: Problem[]): void {
  if (cap === undefined || (Number.isInteger(cap) && cap >= 1 && cap <= full)) return;
  problems.push({
    path: what,
    message: `${what} is ${cap}; it must be an integer from 1 to ${full}, the experiment's own`,
  });
}
