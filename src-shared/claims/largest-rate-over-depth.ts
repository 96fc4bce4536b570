import { formatNumber } from '../figures/format-number';
import { ascending } from '../figures/grid-slice';
import { log } from '../numerics/elementary';
import { claimNumber, undecided, type Claim, type Finding } from './claim';
import { boundsOf, type Evidence } from './evidence';
import { judgedCells, SUCCESS_SAID } from './success';

/**
 * Figure 2: the threshold of success over depth. A grid of rates only brackets it, so what is checked is whether some
 * constant c has c/L in the brackets of all depths, and whether 2/S_min is in them.
 */
export const largestRateOverDepth: Claim = {
  id: 'largest-rate-inverse-to-depth',
  figure: '2',
  text: 'For each depth learning succeeds below a threshold of the learning rate, at the theoretical value 2/S_min ≈ 1/(L a): inversely proportional to the depth L (Figure 2).',
  needs: ['figure-2'],
  judge,
};

/** Between which rates the success of one depth ends. */
interface Threshold {
  readonly depth: number;
  /** The largest rate up to which every rate succeeds. */
  readonly low: number;
  /** The next one. */
  readonly high: number;
  /** 2/S_min. */
  readonly critical: number;
}

function thresholdAt(evidence: Evidence, depth: number): Threshold | null {
  const cells = judgedCells(evidence)
    .filter(({ cell }) => cell.depth === depth)
    .sort((a, b) => a.cell.learningRate - b.cell.learningRate);
  const first = cells.findIndex(({ succeeded }) => !succeeded);
  if (first < 1) return null;
  const [low, high] = [cells[first - 1]!.cell.learningRate, cells[first]!.cell.learningRate];
  return { depth, low, high, critical: boundsOf(evidence, depth).criticalLearningRate };
}

function judge(evidence: Evidence): Finding {
  const depths = ascending(evidence.spec.grid.depths);
  const found = depths.flatMap((depth) => thresholdAt(evidence, depth) ?? []);
  if (found.length < depths.length)
    return undecided('At some depth not both a rate that succeeds and one that fails were run.');
  const low = Math.max(...found.map((at) => at.low * at.depth));
  const high = Math.min(...found.map((at) => at.high * at.depth));
  const theory = found.filter((at) => at.low <= at.critical && at.critical <= at.high).length;
  const [shallow, deep] = [found[0]!, found.at(-1)!];
  const slope = slopeBetween(shallow, shallow.low, deep, deep.low);
  const slopes = [
    slopeBetween(shallow, shallow.high, deep, deep.low),
    slopeBetween(shallow, shallow.low, deep, deep.high),
  ] as const;
  return {
    holds: low < high && theory === found.length,
    measured: {
      said: `${found.map((at) => `L = ${at.depth}: ${formatNumber(at.low)} to ${formatNumber(at.high)}`).join('; ')}; slope of log rate over log L from L = ${shallow.depth} to ${deep.depth}: ${formatNumber(slopes[0], 3)} to ${formatNumber(slopes[1], 3)}`,
      numbers: [
        ...found.map((at) =>
          claimNumber(`largest successful rate at L = ${at.depth}`, at.low, { interval: [at.low, at.high] }),
        ),
        claimNumber('slope of log rate over log L', slope, { interval: slopes }),
      ],
    },
    expected: {
      said: `one c with c/L between these rates at every depth, and 2/S_min between them: ${found.map((at) => formatNumber(at.critical)).join(', ')}; slope −1`,
      numbers: [
        ...found.map((at) => claimNumber(`2/S_min at L = ${at.depth}`, at.critical)),
        claimNumber('slope of log rate over log L', -1),
      ],
    },
    detail: `${SUCCESS_SAID}. Intervals reach from the last rate that succeeds to the next of the grid: they are the resolution of the rates, no confidence intervals. ${
      low < high
        ? `Every c between ${formatNumber(low)} and ${formatNumber(high)} fits all depths`
        : 'No c fits all depths'
    }; 2/S_min lies in the interval at ${theory} of ${found.length} depths.`,
  };
}

function slopeBetween(a: Threshold, rateA: number, b: Threshold, rateB: number): number {
  return log(rateB / rateA) / log(b.depth / a.depth);
}
