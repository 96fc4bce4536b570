import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { fisherGreater } from '../numerics/fisher-exact';
import { holmAdjusted } from '../numerics/holm';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import type { Evidence, EvidenceCell } from './evidence';

/** Level of all comparisons together. */
const LEVEL = 0.01;

/**
 * Figures 3, 5. The hypothesis is an order: of two cells that differ in the scale or in the rate only, the one with the
 * larger value diverges at least as often. So every such pair is tested, neighbours and others (a slow decrease shows
 * in no pair of neighbours, a dip in no test of a trend along the whole line), by Fisher's exact test, one-sided, which
 * keeps its level at 20 runs and at shares of 0 and 1; Holm's correction over all pairs keeps the level of the whole,
 * however the pairs depend on each other.
 */
export function divergenceNotDecreasing(figure: ClaimFigure, preset: AuthorsSweepName): Claim {
  return {
    id: 'divergence-not-decreasing',
    figure,
    text: `Gradient descent diverges for large initialisation scales, the likelier the larger scale and learning rate: nowhere a significant decrease (Figure ${figure}).`,
    needs: [preset],
    judge,
  };
}

interface Count {
  readonly cell: EvidenceCell;
  readonly diverged: number;
  readonly runs: number;
}

/** Two cells, the first with the smaller scale or rate, and the p-value of its diverging no more often. */
interface Pair {
  readonly first: Count;
  readonly second: Count;
  readonly pValue: number;
}

function ordered(a: EvidenceCell, b: EvidenceCell): boolean {
  if (a.depth !== b.depth) return false;
  const [sameRate, sameScale] = [a.learningRate === b.learningRate, a.scale === b.scale];
  return (sameRate && a.scale < b.scale) || (sameScale && a.learningRate < b.learningRate);
}

function judge({ cells }: Evidence): Finding {
  const counts = cells
    .map((cell): Count => {
      return { cell, diverged: cell.runs.filter((run) => run.diverged).length, runs: cell.runs.length };
    })
    .filter(({ runs }) => runs > 0);
  const pairs = counts.flatMap((first) =>
    counts
      .filter((second) => ordered(first.cell, second.cell))
      .map((second): Pair => {
        const pValue = fisherGreater(first.diverged, first.runs, second.diverged, second.runs);
        return { first, second, pValue };
      }),
  );
  if (pairs.length === 0) return undecided('There are no two cells that differ in scale or rate only.');
  const adjusted = holmAdjusted(pairs.map(({ pValue }) => pValue));
  const least = Math.min(...adjusted);
  const worst = pairs.reduce((most, pair) => (decrease(pair) > decrease(most) ? pair : most));
  const significant = pairs.filter((_, i) => adjusted[i]! < LEVEL);
  const runs = Math.min(...counts.map((count) => count.runs));
  return {
    holds: significant.length === 0,
    measured: {
      said: `${significant.length} of ${pairs.length} pairs decrease significantly; largest observed decrease ${decrease(worst) > 0 ? said(worst) : 'none'}; smallest adjusted p ${formatNumber(least, 2)}`,
      numbers: [
        claimNumber('smallest adjusted p', least),
        claimNumber('largest observed decrease', Math.max(0, decrease(worst))),
      ],
    },
    expected: {
      said: `no adjusted p below ${LEVEL}`,
      numbers: [claimNumber('smallest adjusted p', LEVEL)],
    },
    detail: `Divergence as the authors count it. All pairs of cells that differ in the scale or in the rate only, one-sided exact tests (Fisher), Holm’s correction; with ${runs} runs a cell, a fall to 0 would show from ${String(leastVisible(runs, pairs.length))} of ${runs} on.${significant
      .map((pair) => ` Significant: ${said(pair)}.`)
      .join('')}`,
  };
}

function decrease({ first, second }: Pair): number {
  return first.diverged / first.runs - second.diverged / second.runs;
}

function said({ first, second }: Pair): string {
  return `from ${shareSaid(first)} to ${shareSaid(second)}`;
}

function shareSaid({ cell, diverged, runs }: Count): string {
  return `${diverged}/${runs} (η = ${formatSetting(cell.learningRate)}, scale ${formatSetting(cell.scale)})`;
}

/** The least k for which k/n to 0/n would be significant among so many pairs. */
function leastVisible(n: number, pairs: number): number {
  let k = 1;
  while (k < n && pairs * fisherGreater(k, n, 0, n) >= LEVEL) k += 1;
  return k;
}
