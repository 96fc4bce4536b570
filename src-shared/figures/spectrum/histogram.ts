import { fixedAxis, logAxis } from '../axis';
import type { FigureData, FigurePoint } from '../figure-data';
import type { SpectrumFacts } from '../spectrum-facts';
import { EIGENVALUE, farThreshold, FIRST, isThresholdNear, momentSaid, thresholdAt } from './common';

const BINS = 60;
/** The threshold's name needs room beyond it. */
const ROOM_BEYOND = 1.12;
/** An empty bin stands on the lower edge of the axis, below a single eigenvalue. */
const BELOW_ONE = 0.5;

/**
 * How many eigenvalues lie where: a bulk about zero and a few outliers, so the counts are on a logarithmic axis. The bins
 * are of equal width, one of them with its centre at zero. Null where not all eigenvalues are known.
 */
export function spectrumHistogram(facts: SpectrumFacts): FigureData | null {
  const { eigenvalues, dimension } = facts;
  if (eigenvalues === null) return null;
  const near = isThresholdNear(facts);
  const low = Math.min(0, eigenvalues[0]!);
  const high = Math.max(eigenvalues.at(-1)!, near ? ROOM_BEYOND * facts.stabilityThreshold : 0);
  const width = (high - low) / BINS || 1;
  const binOf = (value: number): number => Math.round(value / width);
  // An empty bin on either side: what stands on an end of the axis is hard to see.
  const first = binOf(low) - 1;
  const counts = new Array<number>(binOf(high) - first + 2).fill(0);
  for (const value of eigenvalues) counts[binOf(value) - first]! += 1;
  const points = counts.flatMap((count, i): FigurePoint[] => {
    const point = (x: number): FigurePoint => ({ x, y: count, low: null, high: null, n: 1 });
    return [point((first + i - 0.5) * width), point((first + i + 0.5) * width)];
  });
  const most = counts.reduce((top, count) => Math.max(top, count), 1);
  const counted = logAxis('Eigenvalues in a bin', [1, most], true);
  return {
    id: 'spectrum-histogram',
    title: 'Histogram of the spectrum',
    panels: [
      {
        x: fixedAxis(EIGENVALUE, points[0]!.x, points.at(-1)!.x),
        y: { ...counted, domain: [BELOW_ONE, counted.domain[1]] },
        series: [{ id: 'histogram', label: '', ink: FIRST, points, marked: false }],
        references: near ? [thresholdAt(facts, 'x')] : [],
      },
    ],
    caption: `All ${dimension} eigenvalues of the Hessian of the risk, in ${counts.length} bins of equal width; ${momentSaid(facts)}.`,
    notes: ['Empty bins stand on the lower edge.', ...farThreshold(facts)],
  };
}
