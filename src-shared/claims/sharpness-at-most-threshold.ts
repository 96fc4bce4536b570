import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { wilson95 } from '../numerics/wilson';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import type { Evidence, EvidenceRun } from './evidence';
import { POPULATION_SAID, populationOf, thresholdRatios, type Population } from './threshold-population';

/** How far beyond 2/η counts as above it: a run that converges to a minimiser at the threshold does so slowly. */
const ALLOWANCE = 1e-3;

/** Figures 1b, 4b, 7: (1) of the paper bounds the sharpness of what gradient descent converges to. */
export function sharpnessAtMostThreshold(
  figure: ClaimFigure,
  preset: AuthorsSweepName,
  population: Population,
): Claim {
  return {
    id: 'sharpness-at-most-threshold',
    figure,
    text: `The sharpness after training does not exceed 2/η (stability, equation (1); Figure ${figure}).`,
    needs: [preset],
    judge: (evidence: Evidence) => judge(evidence, population),
  };
}

interface Judged {
  readonly run: EvidenceRun;
  readonly ratio: number;
  readonly said: string;
}

function judge({ cells }: Evidence, population: Population): Finding {
  const judged = cells.flatMap((cell) => {
    const runs = populationOf(cell, population).filter(({ measures }) => measures.has('finalSharpness'));
    const said = `η = ${formatSetting(cell.learningRate)}, scale ${formatSetting(cell.scale)}`;
    return thresholdRatios(cell, runs).map((ratio, i): Judged => ({ run: runs[i]!, ratio, said }));
  });
  if (judged.length === 0) return undecided(`There are no ${POPULATION_SAID[population]}.`);
  const isAbove = ({ ratio }: Judged): boolean => ratio > 1 + ALLOWANCE;
  const above = judged.filter(isAbove);
  const worst = judged.reduce((most, other) => (other.ratio > most.ratio ? other : most));
  const still = judged.filter(({ run }) => run.outcome !== 'cycling');
  return {
    holds: above.length === 0,
    measured: {
      said: `${above.length} of ${judged.length} ${POPULATION_SAID[population]} above 2/η; largest S·η/2 = ${worst.ratio.toFixed(5)} (${worst.said})`,
      numbers: [
        claimNumber('largest S·η/2', worst.ratio),
        claimNumber('share above 2/η', above.length / judged.length, {
          interval: wilson95(above.length, judged.length),
        }),
      ],
    },
    expected: {
      said: `no S·η/2 above 1 by more than ${ALLOWANCE}`,
      numbers: [claimNumber('largest S·η/2', 1 + ALLOWANCE)],
    },
    detail: `Exact sharpness after the last step. ${
      population === 'converged' || above.length === 0
        ? 'The bound is one on minimisers: runs that did not converge are not held against it.'
        : `The bound is one on minimisers, and none of these runs converged: at the edge of stability the sharpness goes round 2/η. Of the ${still.length} whose risk did not rise in their last 100 steps, ${still.filter(isAbove).length} are above, the largest S·η/2 being ${formatNumber(Math.max(...still.map(({ ratio }) => ratio)), 5)}.`
    }`,
  };
}
