import type { Outcome } from '../training/run-result';
import type { Cell } from './plan';

/** A cell of an experiment and the cell of another one of the same kin (kinDigest) whose runs may be its runs. */
export interface CellMatch {
  readonly cell: Cell;
  readonly donor: Cell;
}

/** How a finished run ended. */
export interface RunEnding {
  readonly repetition: number;
  readonly outcome: Outcome;
  readonly stepsTaken: number;
}

/** Cells at the same place: depth, scale and learning rate equal bit for bit. Their steps may differ. */
export function matchingCells(cells: readonly Cell[], donors: readonly Cell[]): CellMatch[] {
  const byPlace = new Map(donors.map((donor) => [placeKey(donor), donor]));
  return cells.flatMap((cell) => {
    const donor = byPlace.get(placeKey(cell));
    return donor === undefined ? [] : [{ cell, donor }];
  });
}

/** The shortest decimals that give the same double: equal texts are equal bits, but for -0, which a spec never holds. */
function placeKey({ depth, scale, learningRate }: Cell): string {
  return `${depth} ${scale} ${learningRate}`;
}

/**
 * Whether a finished run of the donor's cell is, bit for bit, the run that the other cell would compute. With equal steps it
 * is, since draws are addressed. With other steps it is where parameters stopped being finite and this was seen before
 * the last step of either: from there nothing is measured, and a trace goes on as NaN. A run that stands still is not:
 * its final sharpness starts from a vector that is drawn for the last step.
 */
export function isSameRun(
  { cell, donor }: CellMatch,
  { repetition, outcome, stepsTaken }: RunEnding,
): boolean {
  if (repetition >= cell.repetitions) return false;
  if (cell.steps === donor.steps) return true;
  return outcome === 'diverged' && stepsTaken < Math.min(cell.steps, donor.steps);
}
