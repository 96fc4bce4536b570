import { formatNumber } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { wilson95 } from '../numerics/wilson';
import { CONVERGED_FRACTION } from '../training/outcome';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { boundsOf, converged, type Evidence } from './evidence';

/** Figures 1a, 2, 4a: beyond 2/S_min every minimiser is unstable. */
export function noConvergenceAboveCriticalRate(figure: ClaimFigure, preset: AuthorsSweepName): Claim {
  return {
    id: 'no-convergence-above-critical-rate',
    figure,
    text: `Gradient descent cannot converge to a global minimiser once η > 2/S_min (Section 3, Figure ${figure}).`,
    needs: [preset],
    judge,
  };
}

function judge(evidence: Evidence): Finding {
  const above = evidence.cells.filter(
    ({ learningRate, depth }) => learningRate > boundsOf(evidence, depth).criticalLearningRate,
  );
  const runs = above.reduce((sum, cell) => sum + cell.runs.length, 0);
  if (runs === 0) return undecided('No run has a learning rate beyond 2/S_min.');
  const count = above.reduce((sum, cell) => sum + converged(cell).length, 0);
  const interval = wilson95(count, runs);
  return {
    holds: count === 0,
    measured: {
      said: `${count} of ${runs} runs beyond 2/S_min converged (95 % interval of the share: at most ${formatNumber(interval[1], 2)})`,
      numbers: [claimNumber('share that converged beyond 2/S_min', count / runs, { interval })],
    },
    expected: { said: 'none', numbers: [claimNumber('share that converged beyond 2/S_min', 0)] },
    detail: `Converged: excess risk at the end at most ${formatNumber(CONVERGED_FRACTION, 1)} of that of zero weights. S_min is the exact minimal sharpness of each depth; the interval is Wilson’s, with every run counted, diverged ones too.`,
  };
}
