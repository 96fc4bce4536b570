import { formatNumber } from '../figures/format-number';
import { ascending } from '../figures/grid-slice';
import { bootstrapMean95 } from '../numerics/bootstrap';
import { quantile } from '../numerics/quantile';
import { summarise } from '../numerics/statistics';
import { claimNumber, undecided, type Claim, type Finding } from './claim';
import { valuesOf, type Evidence } from './evidence';

/** Figure 4b against figure 1b. */
export const initialSharpnessConditioning: Claim = {
  id: 'initial-sharpness-better-conditioned',
  figure: '4b',
  text: 'With residual initialisation the sharpness at initialisation is better conditioned, less sensitive to the scale, than with Gaussian initialisation (Section 1, Appendix C; Figure 4b against 1b).',
  needs: ['figure-3', 'figure-4'],
  judge,
};

interface Spread {
  /** Largest over smallest mean initial sharpness over the scales, with the range that the means' intervals leave it. */
  readonly overScales: number;
  readonly interval: readonly [low: number, high: number];
  /** The largest ratio of the 90 % and 10 % quantiles at one scale. */
  readonly atOneScale: number;
}

function spreadOf({ cells, spec }: Evidence): Spread | null {
  const found = ascending(spec.grid.scales).map((scale) => {
    const runs = cells.filter((cell) => cell.scale === scale).flatMap((cell) => cell.runs);
    const values = valuesOf(runs, 'initialSharpness');
    return { values, mean: summarise(values)?.mean ?? NaN, interval: bootstrapMean95(values) };
  });
  const intervals = found.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  if (intervals.length < found.length) return null;
  const largest = (numbers: readonly number[]): number => Math.max(...numbers);
  const smallest = (numbers: readonly number[]): number => Math.min(...numbers);
  const [lows, highs] = [intervals.map(([low]) => low), intervals.map(([, high]) => high)];
  const means = found.map(({ mean }) => mean);
  return {
    overScales: largest(means) / smallest(means),
    interval: [largest(lows) / smallest(highs), largest(highs) / smallest(lows)],
    atOneScale: largest(found.map(({ values }) => quantile(values, 0.9) / quantile(values, 0.1))),
  };
}

function judge(gaussian: Evidence, residual: Evidence): Finding {
  const [g, r] = [spreadOf(gaussian), spreadOf(residual)];
  if (g === null || r === null) return undecided('Some scale has fewer than two runs.');
  return {
    holds: r.interval[1] < g.interval[0] && r.atOneScale < g.atOneScale,
    measured: {
      said: `residual: means over the scales ${said(r)}-fold apart, 90 % and 10 % quantiles at one scale up to ${formatNumber(r.atOneScale, 3)}-fold`,
      numbers: [
        claimNumber('ratio of means over the scales', r.overScales, { interval: r.interval }),
        claimNumber('largest ratio of quantiles at one scale', r.atOneScale),
      ],
    },
    expected: {
      said: `less than Gaussian: ${said(g)}-fold, up to ${formatNumber(g.atOneScale, 3)}-fold`,
      numbers: [
        claimNumber('ratio of means over the scales', g.overScales, { interval: g.interval }),
        claimNumber('largest ratio of quantiles at one scale', g.atOneScale),
      ],
    },
    detail:
      'Exact sharpness before the first step, over all runs of a scale; each figure over its own scales. The ranges are what the bootstrap intervals of the means leave of their ratio; residual’s has to lie below Gaussian’s.',
  };
}

function said({ overScales, interval }: Spread): string {
  return `${formatNumber(overScales, 3)} (${formatNumber(interval[0], 3)} to ${formatNumber(interval[1], 3)})`;
}
