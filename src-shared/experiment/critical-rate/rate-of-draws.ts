import { authorsSweep } from '../../network/draws/authors';
import { LIMITS } from '../limits';
import type { ExperimentSpec } from '../spec';

/** Whether runs of different learning rates start from different weights. */
export function drawsDependOnRate({ randomness }: ExperimentSpec): boolean {
  return randomness.scheme === 'authors' || randomness.draws === 'independent';
}

/**
 * The learning rate whose weights all tried rates start from, and how many repetitions it has draws for: of the
 * experiment's rates that with the most. Tried rates have no draws of their own in the authors' sweeps, which address
 * them by the rate's place; and with common ones a repetition is compared with itself.
 * @param random whether the experiment's initialisation draws anything.
 */
export function rateOfDraws(
  { grid: { training }, randomness }: ExperimentSpec,
  random: boolean,
): { readonly rate: number; readonly repetitions: number } {
  const first = training[0]!.learningRate;
  if (!random) return { rate: first, repetitions: 1 };
  if (randomness.scheme === 'content') return { rate: first, repetitions: LIMITS.repetitions };
  // A narrowed experiment has the draws of the full one.
  const known = training.map(({ learningRate }) => learningRate);
  const own = authorsSweep(randomness.sweep).training.filter(({ learningRate }) =>
    known.includes(learningRate),
  );
  const { learningRate, repetitions } = own.reduce((a, b) => (b.repetitions > a.repetitions ? b : a));
  return { rate: learningRate, repetitions };
}
