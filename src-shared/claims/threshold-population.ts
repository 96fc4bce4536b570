import { stableSharpness } from '../theory/critical-learning-rate';
import { converged, survivors, valuesOf, type EvidenceCell, type EvidenceRun } from './evidence';

/**
 * Whose sharpness is held against 2/η: runs that converged; of GELU networks, none of which get there in the figure's
 * steps, the runs that did not diverge.
 */
export type Population = 'converged' | 'notDiverged';

export const POPULATION_SAID = {
  converged: 'runs that converged',
  notDiverged: 'runs that did not diverge',
} as const satisfies Record<Population, string>;

export function populationOf(cell: EvidenceCell, population: Population): EvidenceRun[] {
  return population === 'converged' ? converged(cell) : survivors(cell);
}

/** S(W)·η/2 with the exact sharpness at the end of runs of a cell: 1 at the threshold. */
export function thresholdRatios(cell: EvidenceCell, runs: readonly EvidenceRun[]): number[] {
  return valuesOf(runs, 'finalSharpness').map((value) => value / stableSharpness(cell.learningRate));
}
