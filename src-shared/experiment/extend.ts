import type { Problem } from '../contract/errors';
import { authorsSweep } from '../network/draws/authors';
import { matchOf } from './match';
import type { ExperimentSpec } from './spec';

type Schedule = ExperimentSpec['grid']['training'][number];

/** What an experiment is to have more of. */
export interface Extension {
  /** Of every cell, at least so many. */
  readonly repetitions?: number | undefined;
  /** Of every run, at least so many. */
  readonly steps?: number | undefined;
  /** Beside those that are there. */
  readonly learningRates?: readonly number[] | undefined;
  readonly scales?: readonly number[] | undefined;
  readonly depths?: readonly number[] | undefined;
}

export type Extended =
  | { readonly ok: true; readonly spec: ExperimentSpec }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * A larger experiment with everything of this one in it. A new learning rate is trained as long and as often as the one
 * next to it (by ratio), under the authors' scheme as in their sweep. Ranges are not checked here: a spec is validated
 * before it is started.
 */
export function extend(spec: ExperimentSpec, by: Extension): Extended {
  const problems: Problem[] = [];
  const { depths, scales, training } = spec.grid;
  const rates = training.map(({ learningRate }) => learningRate);
  const newRates = additions(by.learningRates, rates, 'learning rate', problems);
  const newScales = additions(by.scales, scales, 'scale', problems);
  const newDepths = additions(by.depths, depths, 'depth', problems);
  checkMore(by.repetitions, training, 'repetitions', problems);
  checkMore(by.steps, training, 'steps', problems);
  if (problems.length === 0 && !changes(by)) {
    problems.push({ path: '', message: 'nothing is added: say what the experiment is to have more of' });
  }
  if (problems.length > 0) return { ok: false, problems };
  const added = newRates.map((learningRate) => scheduleOf(spec, learningRate));
  const grown = withAdditions(training, added, ({ learningRate }) => learningRate).map((schedule) => ({
    learningRate: schedule.learningRate,
    steps: Math.max(schedule.steps, by.steps ?? 0),
    repetitions: Math.max(schedule.repetitions, by.repetitions ?? 0),
  }));
  return {
    ok: true,
    spec: {
      ...spec,
      grid: {
        depths: withAdditions(depths, newDepths, (depth) => depth),
        scales: withAdditions(scales, newScales, (scale) => scale),
        training: grown,
      },
    },
  };
}

function changes({ repetitions, steps, learningRates = [], scales = [], depths = [] }: Extension): boolean {
  return (
    repetitions !== undefined ||
    steps !== undefined ||
    learningRates.length + scales.length + depths.length > 0
  );
}

function additions(
  wanted: readonly number[] | undefined,
  present: readonly number[],
  what: string,
  problems: Problem[],
): readonly number[] {
  if (wanted === undefined) return [];
  for (const [i, value] of wanted.entries()) {
    const earlier = matchOf(value, [...present, ...wanted.slice(0, i)]);
    if (earlier === undefined) continue;
    problems.push({
      path: `${what}s`,
      message: `${value} is a ${what} of this experiment already; name only what is to be added`,
    });
  }
  return wanted;
}

function checkMore(
  wanted: number | undefined,
  training: readonly Schedule[],
  what: 'repetitions' | 'steps',
  problems: Problem[],
): void {
  if (wanted === undefined) return;
  const least = Math.min(...training.map((schedule) => schedule[what]));
  if (Number.isInteger(wanted) && wanted > least) return;
  problems.push({
    path: what,
    message: `${what} is ${wanted}; it must be an integer above ${least}, the least that this experiment has`,
  });
}

function scheduleOf(spec: ExperimentSpec, learningRate: number): Schedule {
  const { training } = spec.grid;
  if (spec.randomness.scheme === 'authors') {
    const sweep = authorsSweep(spec.randomness.sweep).training;
    const rate = matchOf(
      learningRate,
      sweep.map((schedule) => schedule.learningRate),
    );
    const own = sweep.find((schedule) => schedule.learningRate === rate);
    if (own !== undefined) return { ...own };
  }
  const distance = (schedule: Schedule): number =>
    Math.max(schedule.learningRate / learningRate, learningRate / schedule.learningRate);
  const nearest = training.reduce((best, schedule) =>
    distance(schedule) < distance(best) ? schedule : best,
  );
  return { ...nearest, learningRate };
}

/** In ascending order where the list was, else at its end. */
function withAdditions<T>(list: readonly T[], added: readonly T[], key: (entry: T) => number): T[] {
  const ascending = list.every((entry, i) => i === 0 || key(list[i - 1]!) < key(entry));
  const all = [...list, ...added];
  return ascending ? all.sort((a, b) => key(a) - key(b)) : all;
}
