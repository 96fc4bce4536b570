import { formatNumber, formatSetting } from '../figures/format-number';
import { bootstrapMean95 } from '../numerics/bootstrap';
import { summarise } from '../numerics/statistics';
import { claimNumber, undecided, type Claim, type Finding } from './claim';
import { survivors, type Evidence } from './evidence';
import { thresholdRatios } from './threshold-population';

/** Reached: the mean sharpness is within this fraction of 2/η, about which it oscillates. */
const REACHED = 0.1;

/** What Appendix C tells of figure 7 on noisy targets, without a plot. */
export const noisyGeluSharpnessAtThreshold: Claim = {
  id: 'noisy-gelu-sharpness-at-threshold',
  figure: '7',
  text: 'With GELU on noisy targets the sharpness reaches 2/η for every learning rate and initialisation scale of Figure 7 (Appendix C, without a plot).',
  needs: ['figure-7-noisy'],
  judge,
};

function judge({ cells }: Evidence): Finding {
  const reached = cells.flatMap((cell) => {
    const ratios = thresholdRatios(cell, survivors(cell));
    const summary = summarise(ratios);
    return summary === null ? [] : [{ cell, mean: summary.mean, interval: bootstrapMean95(ratios) }];
  });
  if (reached.length === 0) return undecided('No run ended without divergence.');
  const means = reached.map(({ mean }) => mean);
  // As for the plateau: a cell speaks against it where its interval, or its only value, lies outside.
  const agree = reached.filter(({ mean, interval }) => {
    const [low, high] = interval ?? [mean, mean];
    return low <= 1 + REACHED && high >= 1 - REACHED;
  }).length;
  const overall = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  return {
    holds: Math.abs(overall - 1) <= REACHED && agree === reached.length,
    measured: {
      said: `mean S·η/2 = ${formatNumber(overall, 3)} over the cells, from ${formatNumber(Math.min(...means), 3)} to ${formatNumber(Math.max(...means), 3)}; ${agree} of ${reached.length} cells agree`,
      numbers: reached.map(({ cell, mean, interval }) =>
        claimNumber(
          `mean S·η/2 at η = ${formatSetting(cell.learningRate)}, scale ${formatSetting(cell.scale)}`,
          mean,
          { interval },
        ),
      ),
    },
    expected: {
      said: `within ${100 * REACHED} % of 1, and no cell whose interval lies outside`,
      numbers: [claimNumber('mean S·η/2', 1, { interval: [1 - REACHED, 1 + REACHED] })],
    },
    detail:
      'Exact sharpness after the last step, means over the runs of a cell that did not diverge. The authors did not publish this experiment: its grid and keys are those of Figure 7, with noise of standard deviation 1 on the targets.',
  };
}
