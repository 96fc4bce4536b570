import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { CONVERGED_FRACTION } from '../training/outcome';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { converged, type Evidence } from './evidence';
import { judgedCells, SUCCESS_FRACTION, SUCCESS_SAID, type JudgedCell } from './success';

/** Figures 1a, 2, 4a: where training succeeds. */
export function successBelowCriticalRate(figure: ClaimFigure, preset: AuthorsSweepName): Claim {
  return {
    id: 'success-below-critical-rate',
    figure,
    text: `Training succeeds when the learning rate is below the critical value 2/S_min, and fails beyond it (Figure ${figure}).`,
    needs: [preset],
    judge,
  };
}

function judge(evidence: Evidence): Finding {
  const cells = judgedCells(evidence);
  const below = cells.filter(({ relativeRate }) => relativeRate < 1);
  const above = cells.filter(({ relativeRate }) => relativeRate > 1);
  if (below.length === 0 || above.length === 0)
    return undecided('There is no cell with surviving runs on one side of 2/S_min.');
  const worst = below.reduce((most, cell) => (cell.relativeDistance > most.relativeDistance ? cell : most));
  const best = above.reduce((least, cell) => (cell.relativeDistance < least.relativeDistance ? cell : least));
  const succeededBelow = below.filter(({ succeeded }) => succeeded).length;
  const failedAbove = above.filter(({ succeeded }) => !succeeded).length;
  const runs = below.flatMap(({ cell }) => cell.runs);
  const diverged = runs.filter((run) => run.diverged).length;
  const strictly = below.reduce((sum, { cell }) => sum + converged(cell).length, 0);
  return {
    holds: succeededBelow === below.length && failedAbove === above.length,
    measured: {
      said: `${succeededBelow} of ${below.length} cells below 2/S_min succeed (largest distance ${said(worst)}); ${failedAbove} of ${above.length} beyond fail (smallest ${said(best)})`,
      numbers: [
        claimNumber('largest relative squared distance below 2/S_min', worst.relativeDistance),
        claimNumber('smallest relative squared distance beyond 2/S_min', best.relativeDistance),
      ],
    },
    expected: {
      said: 'all cells below 2/S_min succeed, all beyond fail',
      numbers: [claimNumber('success at a relative squared distance of at most', SUCCESS_FRACTION)],
    },
    detail: `${SUCCESS_SAID}; cells where all diverged are left out, as in the figure. Below 2/S_min ${diverged} of ${runs.length} runs of these cells diverged and ${strictly} converged to an excess risk of ${formatNumber(CONVERGED_FRACTION, 1)} of that of zero weights; the others were still on their way or at the edge of stability.`,
  };
}

function said({ relativeDistance, relativeRate, cell }: JudgedCell): string {
  return `${formatNumber(relativeDistance, 3)} at η = ${formatSetting(cell.learningRate)} = ${formatNumber(relativeRate, 3)}·2/S_min`;
}
