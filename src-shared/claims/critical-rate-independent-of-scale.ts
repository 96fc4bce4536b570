import { formatNumber, formatSetting } from '../figures/format-number';
import { ascending } from '../figures/grid-slice';
import type { AuthorsSweepName } from '../network/draws/authors';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import { boundsOf, type Evidence } from './evidence';
import { judgedCells, SUCCESS_SAID, type JudgedCell } from './success';

/**
 * Figures 1a, 4a. On a grid of rates, the runs of one scale bracket its critical rate: at least the largest rate that
 * succeeds, less than the smallest that fails. One rate for all scales is possible where a rate lies in all brackets.
 */
export function criticalRateIndependentOfScale(figure: ClaimFigure, preset: AuthorsSweepName): Claim {
  return {
    id: 'critical-rate-independent-of-scale',
    figure,
    text: `The critical learning rate is independent of the initialisation scale (Figure ${figure}).`,
    needs: [preset],
    judge,
  };
}

/** Between which rates the success of one scale ends. */
interface Bracket {
  readonly low: number;
  /** Infinity where no rate with surviving runs fails. */
  readonly high: number;
}

function bracket(cells: readonly JudgedCell[]): Bracket {
  const rates = (succeeded: boolean): number[] =>
    cells.filter((judged) => judged.succeeded === succeeded).map(({ cell }) => cell.learningRate);
  return { low: Math.max(0, ...rates(true)), high: Math.min(Infinity, ...rates(false)) };
}

function judge(evidence: Evidence): Finding {
  const judged = judgedCells(evidence);
  const brackets = ascending(evidence.spec.grid.scales).map((scale) =>
    bracket(judged.filter(({ cell }) => cell.scale === scale)),
  );
  const low = Math.max(...brackets.map((at) => at.low));
  const high = Math.min(...brackets.map((at) => at.high));
  if (!Number.isFinite(high) || low === 0)
    return undecided('No scale has rates that succeed and rates that fail.');
  const critical = boundsOf(evidence, evidence.spec.grid.depths[0]!).criticalLearningRate;
  const both = brackets.filter((at) => at.low > 0 && Number.isFinite(at.high)).length;
  return {
    // Then no scale succeeds beyond a rate at which it, or another, fails.
    holds: low < high,
    measured: {
      said: `${low < high ? 'one rate' : 'no rate'} fits all ${brackets.length} scales: success up to ${formatSetting(low)}, failure from ${formatSetting(high)}; ${both} scales have both`,
      numbers: [
        claimNumber('largest rate that succeeds at some scale', low),
        claimNumber('smallest rate that fails at some scale', high),
      ],
    },
    expected: {
      said: `the brackets of all scales share a rate (2/S_min = ${formatNumber(critical)})`,
      numbers: [claimNumber('2/S_min', critical)],
    },
    detail: `${SUCCESS_SAID}. Checkable on a grid only so: each scale’s largest succeeding and smallest failing rate bracket its critical rate, and the brackets have to overlap; the rates are coarse, a factor of ${formatNumber(high / low, 2)} apart there. It is about runs that do not diverge. ${divergedSaid(evidence, critical)}`,
  };
}

/** Divergence below the critical rate does depend on the scale: said with the verdict, for it does not show there. */
function divergedSaid({ cells, spec }: Evidence, critical: number): string {
  const shares = ascending(spec.grid.scales).map((scale) => {
    const runs = cells
      .filter((cell) => cell.scale === scale && cell.learningRate < critical)
      .flatMap((cell) => cell.runs);
    return (100 * runs.filter(({ diverged }) => diverged).length) / runs.length;
  });
  return `Divergence below it depends on the scale: ${formatNumber(shares[0], 2)} % of the runs at the smallest, ${formatNumber(shares.at(-1), 2)} % at the largest.`;
}
