import { formatNumber, formatSetting } from '../figures/format-number';
import type { AuthorsSweepName } from '../network/draws/authors';
import { bootstrapMean95 } from '../numerics/bootstrap';
import { summarise } from '../numerics/statistics';
import { claimNumber, undecided, type Claim, type ClaimFigure, type Finding } from './claim';
import type { Evidence } from './evidence';
import { largeScales } from './scales';
import { POPULATION_SAID, populationOf, thresholdRatios, type Population } from './threshold-population';

/** The rate of the figures whose runs reach the threshold at large scales without diverging all. */
const RATE = 0.07;
/** At the plateau: the mean sharpness is within this fraction of 2/η. */
const PLATEAU = 0.03;

/** Figures 1b, 4b, 7: the plateau at large scales. */
export function sharpnessPlateausAtThreshold(
  figure: ClaimFigure,
  preset: AuthorsSweepName,
  population: Population,
): Claim {
  return {
    id: 'sharpness-plateaus-at-threshold',
    figure,
    text: `For large initialisation scales the sharpness after training plateaus at 2/η (Figure ${figure}).`,
    needs: [preset],
    judge: (evidence: Evidence) => judge(evidence, population),
  };
}

function judge(evidence: Evidence, population: Population): Finding {
  const cells = largeScales(evidence).flatMap((scale) => {
    const cell = evidence.cells.find((found) => found.scale === scale && found.learningRate === RATE);
    const ratios = cell === undefined ? [] : thresholdRatios(cell, populationOf(cell, population));
    return ratios.length === 0 ? [] : { scale, ratios, interval: bootstrapMean95(ratios) };
  });
  const all = cells.flatMap(({ ratios }) => ratios);
  const summary = summarise(all);
  if (summary === null)
    return undecided(`At large scales and η = ${RATE} there are no ${POPULATION_SAID[population]}.`);
  const interval = bootstrapMean95(all);
  const means = cells.map(({ ratios }) => summarise(ratios)!.mean);
  // A cell speaks against the plateau where its interval, or its only value, lies outside.
  const agrees = cells.filter((cell, i) => {
    const [low, high] = cell.interval ?? [means[i]!, means[i]!];
    return low <= 1 + PLATEAU && high >= 1 - PLATEAU;
  }).length;
  return {
    holds: Math.abs(summary.mean - 1) <= PLATEAU && agrees === cells.length,
    measured: {
      said: `mean S·η/2 = ${formatNumber(summary.mean)}${interval === null ? '' : ` (95 % interval ${formatNumber(interval[0])} to ${formatNumber(interval[1])})`} over ${all.length} ${POPULATION_SAID[population]}`,
      numbers: [claimNumber('mean S·η/2', summary.mean, { interval })],
    },
    expected: {
      said: `within ${100 * PLATEAU} % of 1`,
      numbers: [claimNumber('mean S·η/2', 1, { interval: [1 - PLATEAU, 1 + PLATEAU] })],
    },
    detail: `Exact sharpness, η = ${RATE}, the highest third of the scales: ${cells
      .map(
        ({ scale, ratios }, i) => `${formatSetting(scale)}: ${formatNumber(means[i])} (n = ${ratios.length})`,
      )
      .join('; ')}. The mean over all has to be within, and no scale’s bootstrap interval outside.`,
  };
}
