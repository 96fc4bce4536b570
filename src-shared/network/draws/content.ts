import { keyAt, normals, type AddressPart } from '../../numerics/random/content';
import type { RunDraws } from './run-draws';

/** What the draws of a run depend on. */
export interface ContentRunAddress {
  readonly widths: readonly number[];
  readonly family: string;
  readonly repetition: number;
  /** Learning rate and scale: part of the weights' address only where runs are to be independent. */
  readonly learningRate: number;
  readonly scale: number;
  readonly draws: 'shared' | 'independent';
}

/**
 * Draws addressed by content. With 'shared' draws, runs that differ in learning rate or scale only start from the
 * same standard normal numbers (common random numbers): their comparison is paired.
 */
export function contentRunDraws(seed: number, address: ContentRunAddress): RunDraws {
  const { widths, family, repetition, learningRate, scale } = address;
  const place: AddressPart[] = [...widths, family, repetition];
  const own: AddressPart[] = [...place, learningRate, scale];
  const weights = address.draws === 'shared' ? place : own;
  return {
    layer: (k, count) => normals(keyAt(seed, ['weights', ...weights, k]), count),
    powerIterationStart: (updates, count) => normals(keyAt(seed, ['powerIteration', ...own, updates]), count),
  };
}

/** The standard Gaussian vector whose direction is p, by its length alone. */
export function contentProjectionDraw(seed: number, width: number): Float64Array {
  return normals(keyAt(seed, ['projection', width]), width);
}
