import type { ExperimentSpec } from '@shared/experiment/spec';

/** Multiply-adds that a background thread does while one types. */
const LITTLE_WORK = 5e8;
/** Singular values by rotations, in multiply-adds a cube of the width. */
const PER_CUBE = 20;

/** Whether drawing every start of a design and its ε takes a moment at most. */
export function adviceIsCheap({ grid, network }: ExperimentSpec, features: number): boolean {
  const repetitions = grid.training.reduce((most, row) => Math.max(most, row.repetitions), 1);
  const layers = grid.depths.reduce((sum, depth) => sum + depth, 0);
  const hidden = network.kind === 'fullyConnected' ? (network.hiddenWidths ?? features) : features;
  const width = Math.max(features, ...(Array.isArray(hidden) ? hidden : [hidden]));
  return PER_CUBE * 2 * repetitions * layers * width * width * width <= LITTLE_WORK;
}
