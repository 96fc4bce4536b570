import type { NetworkShape } from '../network/shape';

/** What the weights and vectors of one kernel may take, in bytes: it should leave room for several processes. */
export const LARGEST_BLOCK = 50e6;

/** Vectors of length D that a kernel keeps of each run: weights, twice; for its curvature weights and three more. */
const VECTORS_A_RUN = 6;

/** Bytes that a kernel keeps of each run. */
function runBytes({ parameterCount }: NetworkShape): number {
  return 8 * VECTORS_A_RUN * parameterCount;
}

/** Lanes of the widest kernel. */
export const MOST_SIDE_BY_SIDE = 4;

/**
 * How many runs of a network an engine process trains side by side: fewer where four would take too much memory; one
 * alone is trained by the scalar code.
 */
export function runsSideBySide(shape: NetworkShape): 1 | 2 | 4 {
  if (4 * runBytes(shape) <= LARGEST_BLOCK) return 4;
  return 2 * runBytes(shape) <= LARGEST_BLOCK ? 2 : 1;
}

/** Bytes of the block in which they are trained. */
export function blockBytes(shape: NetworkShape): number {
  return runsSideBySide(shape) * runBytes(shape);
}
