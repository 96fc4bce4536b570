import type { MultivariateFacts } from '../../theory/multivariate/multivariate-facts';
import { linearAxis } from '../axis';
import type { FigureData, FigurePoint, FigureSeries, ReferenceLine } from '../figure-data';
import { formatNumber, formatSetting } from '../format-number';
import { flowTimeAxis, multivariateSaid } from './multivariate-time';

/** Excess risk in log time, with the levels of the saddles, and gradient descent beside the flow. */
export function riskFigure(facts: MultivariateFacts): FigureData {
  const x = flowTimeAxis(facts);
  const [low, high] = x.domain;
  const { times, excessRisks } = facts.flow;
  const series: FigureSeries[] = [
    {
      id: 'flow',
      label: 'gradient flow',
      ink: { kind: 'ordinal', index: 0, count: 2 },
      marked: false,
      points: pointsWithin(times, excessRisks, low, high),
    },
  ];
  const { descent } = facts;
  if (descent !== null) {
    const { learningRate, steps } = descent;
    series.push({
      id: 'descent',
      label: `gradient descent, η = ${formatSetting(learningRate)}`,
      ink: { kind: 'ordinal', index: 1, count: 2 },
      marked: false,
      stroke: 'dashed',
      points: pointsWithin(
        steps.map((step) => step * learningRate),
        descent.excessRisks,
        low,
        high,
      ),
    });
  }
  const references = facts.experiment.start === 'residual' ? [] : levels(facts);
  const shown = series.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []));
  return {
    id: 'multivariate-risk',
    title: 'Excess risk in log time',
    panels: [{ x, y: linearAxis('R − R_{min}', [0, ...shown]), series, references }],
    caption: `${multivariateSaid(facts)} Gradient descent is drawn at t = η · step.`,
    notes: [],
  };
}

function pointsWithin(
  times: readonly number[],
  values: readonly number[],
  low: number,
  high: number,
): FigurePoint[] {
  return times.flatMap((time, i) =>
    time >= low && time <= high && Number.isFinite(values[i])
      ? [{ x: time, y: values[i]!, low: null, high: null, n: 1 }]
      : [],
  );
}

/** Levels closer than this share of the highest would cover each other's words. */
const APART = 0.05;

function levels({ plateaus, zeroExcessRisk }: MultivariateFacts): ReferenceLine[] {
  return plateaus.map(({ learned, level }, i): ReferenceLine => {
    const above = plateaus[i - 1]?.level ?? Infinity;
    const free = above - level > APART * zeroExcessRisk && level > APART * zeroExcessRisk;
    return {
      id: `level-${learned}`,
      label: free ? `r = ${learned}: ${formatNumber(level)}` : '',
      meaning:
        'Dotted: Σ_{i>r} s_{i}², the excess risk with r modes learned; s_{i} are the singular values of W⋆Σ̂^{1/2}.',
      stroke: 'dotted',
      ink: { kind: 'theory' },
      along: { y: level },
    };
  });
}
