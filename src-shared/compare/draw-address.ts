import { layerWidths, type Cell } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import { authorsSweep } from '../network/draws/authors';

/**
 * What the random numbers of the initial weights of a cell's runs depend on, besides the repetition. Where two cells agree in
 * all of it, run i of the one and run i of the other start from the same standard normal numbers, whatever their
 * experiments: they are dependent, and to be compared pair by pair.
 */
export interface DrawAddress {
  readonly scheme: string;
  readonly seed: number;
  /** Of the layers. */
  readonly widths: readonly number[];
  /** Of the initialisation. */
  readonly family: string;
  /** What else the scheme counts. */
  readonly place: readonly (string | number)[];
}

/** @param features of the data: width of the input. */
export function drawAddress(spec: ExperimentSpec, cell: Cell, features: number): DrawAddress {
  const { randomness, seed, initialisation } = spec;
  const widths = layerWidths(spec.network, features, cell.depth);
  const { family } = initialisation;
  if (randomness.scheme === 'content') {
    const place = randomness.draws === 'shared' ? [] : [cell.learningRate, cell.scale];
    return { scheme: 'content', seed, widths, family, place };
  }
  const { kind, chainPosition, training, scales } = authorsSweep(randomness.sweep);
  const rate = training.findIndex(({ learningRate }) => learningRate === cell.learningRate);
  const { steps, repetitions } = training[rate]!;
  const chain = chainPosition(cell.depth).sweep;
  // A split's keys depend on how many there are; a trajectory takes all runs from one key.
  const place =
    kind === 'trajectory'
      ? [kind, chain, steps]
      : [kind, chain, steps, rate, training.length, repetitions, scales.indexOf(cell.scale), scales.length];
  return { scheme: 'authors', seed, widths, family, place };
}

const WORDS: Record<keyof DrawAddress, string> = {
  scheme: 'the schemes of their draws differ',
  seed: 'their seeds differ',
  widths: 'the widths of their layers differ',
  family: 'their initialisations differ',
  place: 'their draws are addressed by different places of their grids',
};

/** Why the draws of two cells are not the same; null where they are. */
export function drawsDiffer(first: DrawAddress, second: DrawAddress): string | null {
  const differing = (Object.keys(WORDS) as (keyof DrawAddress)[]).find(
    (part) => JSON.stringify(first[part]) !== JSON.stringify(second[part]),
  );
  return differing === undefined ? null : WORDS[differing];
}
