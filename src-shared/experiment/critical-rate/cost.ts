import { linearStepWork } from '../../network/model';
import { networkShape } from '../../network/shape';
import { layerWidths } from '../plan';
import type { NetworkSpec } from '../spec';

/** A search as a person would start it. */
export interface SearchSize {
  readonly depths: readonly number[];
  readonly scales: number;
  readonly repetitions: number;
  /** Updates at most of a run, by depth. */
  readonly steps: (depth: number) => number;
}

/** Learning rates that a search tries, as a rule: 18 to 32 were seen. */
const TYPICAL_RATES = 22;
/** Of one update in scalar code, on a laptop core of 2024. */
const SECONDS_PER_MULTIPLY_ADD = 8e-10;

/** Roughly how long a search takes on one core, in seconds: most of its runs take all their updates. */
export function searchSeconds(network: NetworkSpec, features: number, size: SearchSize): number {
  const perScale = size.depths.reduce((sum, depth) => {
    const work = linearStepWork(networkShape(layerWidths(network, features, depth)));
    return sum + size.steps(depth) * work;
  }, 0);
  return TYPICAL_RATES * size.repetitions * size.scales * perScale * SECONDS_PER_MULTIPLY_ADD;
}
