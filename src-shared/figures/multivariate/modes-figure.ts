import type { MultivariateFacts } from '../../theory/multivariate/multivariate-facts';
import { linearAxis } from '../axis';
import type { FigureData, FigureSeries } from '../figure-data';
import { flowTimeAxis, multivariateSaid } from './multivariate-time';

/** Singular values of the product in log time, each beside the one that it learns. */
export function modesFigure(facts: MultivariateFacts): FigureData {
  const x = flowTimeAxis(facts);
  const [low, high] = x.domain;
  const { times, singularValues } = facts.flow;
  const count = facts.whitened.length;
  const series = facts.whitened.map((_, i): FigureSeries => ({
    id: `mode-${i + 1}`,
    label: `mode ${i + 1}`,
    ink: { kind: 'ordinal', index: i, count },
    marked: false,
    points: times.flatMap((time, at) =>
      time >= low && time <= high
        ? [{ x: time, y: singularValues[at]![i]!, low: null, high: null, n: 1 }]
        : [],
    ),
  }));
  const values = series.flatMap(({ points }) => points.flatMap(({ y }) => y ?? []));
  return {
    id: 'multivariate-modes',
    title: 'Singular values of the product in log time',
    panels: [
      {
        x,
        y: linearAxis('Singular values of WΣ̂^{1/2}', [0, ...values, ...facts.whitened]),
        series,
        references: facts.whitened.map((value, i) => ({
          id: `target-${i + 1}`,
          label: '',
          meaning: 'Dotted: the singular values of W⋆Σ̂^{1/2}.',
          stroke: 'dotted',
          ink: { kind: 'ordinal', index: i, count },
          along: { y: value },
        })),
      },
    ],
    caption: multivariateSaid(facts),
    notes: [],
  };
}
