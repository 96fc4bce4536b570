import { summarise } from '../numerics/statistics';
import { boundsOf, survivors, valuesOf, type Evidence, type EvidenceCell } from './evidence';

/**
 * Training succeeded in a cell: over the runs that did not diverge, the mean of ‖w_prod - w⋆‖² is at most this fraction
 * of ‖w⋆‖². Figures 1a, 2 and 4a show that mean, figure 2 on a linear axis up to about ‖w⋆‖², where this is the width
 * of a line. To have converged to a minimiser is more: at the edge of stability runs get this close and go round it.
 */
export const SUCCESS_FRACTION = 0.01;

/** What success is, for people. */
export const SUCCESS_SAID =
  'Success: mean ‖w_prod − w⋆‖² ≤ 1 % of ‖w⋆‖² over the runs of a cell that did not diverge';

/** A cell in which some runs did not diverge: the others are left out, as in the figures. */
export interface JudgedCell {
  readonly cell: EvidenceCell;
  readonly survivors: number;
  /** Mean of ‖w_prod - w⋆‖²/‖w⋆‖² over them. */
  readonly relativeDistance: number;
  readonly succeeded: boolean;
  /** η over the exact critical rate 2/S_min. */
  readonly relativeRate: number;
}

export function judgedCells(evidence: Evidence): JudgedCell[] {
  const unit = evidence.wStarNorm * evidence.wStarNorm;
  return evidence.cells.flatMap((cell) => {
    const summary = summarise(valuesOf(survivors(cell), 'finalSquaredDistance'));
    if (summary === null) return [];
    const relativeDistance = summary.mean / unit;
    const { criticalLearningRate } = boundsOf(evidence, cell.depth);
    return {
      cell,
      survivors: summary.n,
      relativeDistance,
      succeeded: relativeDistance <= SUCCESS_FRACTION,
      relativeRate: cell.learningRate / criticalLearningRate,
    };
  });
}
