import { fixedAxis, logAxis } from '../axis';
import type { FigureData, FigurePoint } from '../figure-data';
import { formatNumber } from '../format-number';
import type { SpectrumFacts } from '../spectrum-facts';
import { EIGENVALUE, farThreshold, FIRST, isThresholdNear, momentSaid, SECOND, thresholdAt } from './common';

/** √(2π). */
const ROOT_TWO_PI = 2.5066282746310002;
/** What is drawn reaches down to this share of the peak of a single eigenvalue. */
const BELOW_ONE = 0.1;
const INTERVAL = 1.96;

/**
 * The density of a spectrum that is too large to be computed whole, with the eigenvalues at its ends, which are known one
 * by one. Null where all eigenvalues are known.
 */
export function spectrumDensity(facts: SpectrumFacts): FigureData | null {
  const { density, dimension } = facts;
  if (density === null) return null;
  const { values, width, probes, steps, standardErrors } = density;
  const single = 1 / (dimension * width * ROOT_TWO_PI);
  const floor = BELOW_ONE * single;
  const points = values.map((x, i): FigurePoint => {
    const y = density.density[i]!;
    const reach = INTERVAL * standardErrors[i]!;
    return { x, y: y < floor ? 0 : y, low: Math.max(0, y - reach), high: y + reach, n: probes };
  });
  const ends = [...facts.bottomEigenvectors].concat([...facts.topEigenvectors].reverse());
  const marks = ends.map(({ value }): FigurePoint => ({ x: value, y: single, low: null, high: null, n: 1 }));
  const near = isThresholdNear(facts);
  const right = Math.max(values.at(-1)!, near ? 1.12 * facts.stabilityThreshold : -Infinity);
  const most = density.density.reduce((top, value) => Math.max(top, value), floor);
  return {
    id: 'spectrum-density',
    title: 'Density of the spectrum',
    panels: [
      {
        x: fixedAxis(EIGENVALUE, values[0]!, right),
        y: logAxis('Share of the eigenvalues a unit of λ', [floor, most], true),
        series: [
          { id: 'density', label: '', ink: FIRST, points, marked: false },
          { id: 'ends', label: 'eigenvalue', ink: SECOND, points: marks, marked: true, drawn: 'dots' },
        ],
        references: near ? [thresholdAt(facts, 'x')] : [],
      },
    ],
    caption: `Stochastic Lanczos quadrature: mean of ${probes} random vectors with ${steps} steps each, broadened by a Gaussian of standard deviation ${formatNumber(width, 3)}, and its 95 % interval between the vectors; ${momentSaid(facts)}. Dots: the eigenvalues at either end, each computed by itself, at the height of a single eigenvalue.`,
    notes: [
      `D = ${dimension} parameters: too many for all eigenvalues.`,
      'What is below a tenth of a single eigenvalue stands on the lower edge.',
      ...farThreshold(facts),
    ],
  };
}
