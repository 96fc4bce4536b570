import { logAxis } from '../axis';
import type { FigureData, FigurePoint, FigureSeries, Ink } from '../figure-data';
import { formatNumber } from '../format-number';
import type { SpectrumFacts } from '../spectrum-facts';
import { FIRST, momentSaid, SECOND, THEORY, thresholdAt } from './common';

/** Decades below the largest eigenvalue that the axis keeps where there is no error to end it. */
const DEEPEST = 1e-16;

/**
 * Every eigenvalue by its size: positive and negative ones apart, the largest first, on logarithmic axes, so that a bulk
 * near zero and outliers are read at once; with 2/n times the tangent kernel's, which are the Hessian's at a minimiser.
 */
export function rankedSpectrum(facts: SpectrumFacts): FigureData {
  const { eigenvalues, error, topEigenvectors, bottomEigenvectors, tangentKernel } = facts;
  const known = eigenvalues ?? [...bottomEigenvectors, ...topEigenvectors].map(({ value }) => value);
  const top = topEigenvectors[0]?.value ?? 0;
  const least = Math.max(error ?? 0, DEEPEST * Math.abs(top));
  const positive = known.filter((value) => value > least).sort((a, b) => b - a);
  const negative = known.filter((value) => value < -least).sort((a, b) => a - b);
  const kernel = (tangentKernel?.eigenvalues ?? [])
    .map((value) => (2 / tangentKernel!.samples) * value)
    .filter((value) => value > least);
  const series: FigureSeries[] = [
    ranked('positive', 'λ > 0', FIRST, positive, 'line'),
    ranked('negative', '−λ, λ < 0', SECOND, negative.map(Math.abs), 'line'),
    ranked('kernel', '2/n · eigenvalue of J Jᵀ', THEORY, kernel, 'dots'),
  ].filter(({ points }) => points.length > 0);
  const heights = [...positive, ...negative.map(Math.abs), ...kernel, facts.stabilityThreshold];
  return {
    id: 'spectrum-ranked',
    title: 'Eigenvalues by size',
    panels: [
      {
        x: logAxis(
          'Rank among those of its sign',
          [1, ...series.flatMap(({ points }) => points.map(({ x }) => x))],
          false,
        ),
        y: logAxis('|λ|', heights, true),
        series,
        references: [thresholdAt(facts, 'y')],
      },
    ],
    caption: `${eigenvalues === null ? 'The eigenvalues at either end of the spectrum' : 'Every eigenvalue of certain sign'}, the largest of each sign first; ${momentSaid(facts)}.${kernel.length > 0 ? KERNEL : ''}`,
    notes:
      error === null
        ? []
        : [
            `${facts.nearZero} eigenvalues within their error ±${formatNumber(error, 2)} of zero are left out.`,
          ],
  };
}

const KERNEL =
  ' Dots: 2/n times the eigenvalues of the tangent kernel J Jᵀ on the training inputs, which are the Hessian’s at a minimiser.';

/** More points than this are a line of their own. */
const MOST_MARKED = 60;

function ranked(
  id: string,
  label: string,
  ink: Ink,
  values: readonly number[],
  drawn: 'line' | 'dots',
): FigureSeries {
  const points = values.map((y, i): FigurePoint => ({ x: i + 1, y, low: null, high: null, n: 1 }));
  return { id, label, ink, points, marked: points.length <= MOST_MARKED, drawn };
}
