import { formatNumber, formatSetting } from '../figures/format-number';
import { bootstrapMean95 } from '../numerics/bootstrap';
import { summarise } from '../numerics/statistics';
import { stableSharpness } from '../theory/critical-learning-rate';
import { claimNumber, undecided, type Claim, type Finding } from './claim';
import { boundsOf, survivors, valuesOf, type Evidence } from './evidence';
import { smallScales } from './scales';

/**
 * Figure 7 at small scales. The bounds are those of the linear network, for reference: they bound no GELU network, and
 * "close to" them is read as the mean of a cell, which the figure shows, lying between them.
 */
export const geluSmallScaleSharpness: Claim = {
  id: 'gelu-small-scale-sharpness',
  figure: '7',
  text: 'With GELU, for small initialisation the sharpness after training is less than 2/η and close to the bounds of the linear case (Figure 7).',
  needs: ['figure-7'],
  judge,
};

function judge(evidence: Evidence): Finding {
  const scales = smallScales(evidence);
  const cells = evidence.cells.flatMap((cell) => {
    const values = scales.includes(cell.scale) ? valuesOf(survivors(cell), 'finalSharpness') : [];
    const summary = summarise(values);
    if (summary === null) return [];
    const ratio = summary.mean / stableSharpness(cell.learningRate);
    return { cell, values, mean: summary.mean, ratio, interval: bootstrapMean95(values) };
  });
  if (cells.length === 0) return undecided('No run at a small scale ended without divergence.');
  const { lower, smallInitialisationUpper } = boundsOf(evidence, cells[0]!.cell.depth);
  const upper = smallInitialisationUpper ?? Infinity;
  const means = cells.map(({ mean }) => mean);
  const ratio = Math.max(...cells.map((at) => at.ratio));
  const runs = cells.flatMap(({ values }) => values);
  const outside = runs.filter((value) => value < lower || value > upper).length;
  return {
    holds: ratio < 1 && means.every((mean) => lower <= mean && mean <= upper),
    measured: {
      said: `means ${formatNumber(Math.min(...means))} to ${formatNumber(Math.max(...means))}, at most ${formatNumber(ratio, 3)}·2/η`,
      numbers: cells.map(({ cell, mean, interval }) =>
        claimNumber(
          `mean sharpness at η = ${formatSetting(cell.learningRate)}, scale ${formatSetting(cell.scale)}`,
          mean,
          {
            interval,
          },
        ),
      ),
    },
    expected: {
      said: `each below 2/η and from 2La = ${formatNumber(lower)} to 8LΛ = ${formatNumber(upper)}`,
      numbers: [claimNumber('lower bound', lower), claimNumber('upper bound', upper)],
    },
    detail: `Means of the exact sharpness over the runs of a cell that did not diverge, the lowest third of the scales. Of the ${runs.length} single runs ${outside} lie outside the bounds, which are the linear network’s.`,
  };
}
