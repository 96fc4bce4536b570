import { keyAt, normals } from '../numerics/random/content';

/** What random vectors over the parameters are for. */
export type ProbePurpose = 'eigenpairs' | 'spectralDensity';

/**
 * Independent standard normal vectors of length D, the i-th for i = 0, 1, …: the same on every machine and for every run,
 * since a question about fixed weights should have one answer.
 */
export function probeVectors(purpose: ProbePurpose, dimension: number): (i: number) => Float64Array {
  return (i) => normals(keyAt(0, [purpose, dimension, i]), dimension);
}
