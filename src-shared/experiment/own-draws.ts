import type { ExperimentSpec } from './spec';

/**
 * The experiment with draws of its own. The authors' draws exist for their grids alone; these exist for any grid, and another
 * rate, scale or repetition changes no run that is there.
 */
export function withOwnDraws(spec: ExperimentSpec): ExperimentSpec {
  return { ...spec, randomness: { scheme: 'content', draws: 'shared' } };
}
