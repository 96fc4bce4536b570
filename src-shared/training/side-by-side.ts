import type { NetworkShape } from '../network/shape';

/** What the block of one kernel may take, in bytes: it should leave room for several processes. */
export const LARGEST_BLOCK = 50e6;

/** Vectors of length D that a kernel keeps of each run: weights, twice; for its curvature weights and three more. */
const VECTORS_A_RUN = 6;

/** Bytes that a kernel keeps of each run. */
function runBytes({ widths, parameterCount }: NetworkShape, samplesKept: number): number {
  const units = widths.reduce((sum, width) => sum + width, 0);
  return 8 * VECTORS_A_RUN * parameterCount + 32 * samplesKept * units;
}

/**
 * How many runs of a network an engine process trains side by side: fewer where four would take too much memory; one
 * alone is trained by the scalar code.
 *
 * @param samplesKept samples of which the Hessian keeps what it needs of every unit; 0 for linear networks.
 */
export function runsSideBySide(shape: NetworkShape, samplesKept: number): 1 | 2 | 4 {
  const bytes = runBytes(shape, samplesKept);
  if (4 * bytes <= LARGEST_BLOCK) return 4;
  return 2 * bytes <= LARGEST_BLOCK ? 2 : 1;
}

/** Bytes of the block in which they are trained. */
export function blockBytes(shape: NetworkShape, samplesKept: number): number {
  return runsSideBySide(shape, samplesKept) * runBytes(shape, samplesKept);
}
