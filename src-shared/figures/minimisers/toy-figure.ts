import { exp, log } from '../../numerics/elementary';
import { rescaledOnes, toyRiskSharpness, toySharpness } from '../../theory/toy-product';
import { logAxis } from '../axis';
import type { FigureData, FigurePoint, ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';
import { means } from '../slice-series';
import { THEORY_INK } from './bound-lines';

/** Whose Hessian: that of f itself, as in the paper's remark, or that of the risk (f - 1)². */
export type ToyConvention = 'function' | 'risk';

/** Drawn beside the one that is chosen. */
export const TOY_DEPTHS = [2, 3, 5, 10, 20, 50] as const;
const LARGEST_FACTOR = 100;
const POINTS = 81;

export function toySharpnessBy(convention: ToyConvention, x: readonly number[]): number {
  return convention === 'function' ? toySharpness(x) : toyRiskSharpness(x);
}

/**
 * The toy f(x) = Π x_k of Section 3: sharpness at (C, 1/C, 1, …, 1), where f = 1, for several L.
 *
 * @param depth L that is chosen, at least 2, and the C that is looked at.
 */
export function toyFigure(convention: ToyConvention, depth: number, chosen: number): FigureData {
  const depths = [...new Set([...TOY_DEPTHS, depth])].sort((a, b) => a - b);
  const factors = Array.from({ length: POINTS }, (_, i) => {
    const t = (2 * i) / (POINTS - 1) - 1;
    return t === 0 ? 1 : exp(t * log(LARGEST_FACTOR));
  });
  const series = depths.map((L, i) => ({
    id: `L-${L}`,
    label: `L = ${L}`,
    ink: { kind: 'ordinal', index: i, count: depths.length } as const,
    points: factors.map((factor): FigurePoint => {
      const y = toySharpnessBy(convention, rescaledOnes(L, factor));
      return { x: factor, y, low: null, high: null, n: 1 };
    }),
    marked: false,
  }));
  const isFunction = convention === 'function';
  const within = chosen >= 1 / LARGEST_FACTOR && chosen <= LARGEST_FACTOR;
  return {
    id: 'toy-product',
    title: isFunction ? 'Sharpness of f(x) = x_{1} ⋯ x_{L}' : 'Sharpness of the risk (x_{1} ⋯ x_{L} − 1)^{2}',
    panels: [
      {
        x: logAxis('Factor C', [1 / LARGEST_FACTOR, LARGEST_FACTOR], true),
        y: logAxis('Sharpness', means(series), true),
        series,
        references: [...(within ? [vertical(chosen)] : [])],
      },
    ],
    caption: isFunction
      ? 'Largest eigenvalue of the Hessian of f itself, with no loss on it, as in the paper’s remark, at x = (C, 1/C, 1, …, 1), where f = 1. At C = 1 it is L − 1; for L = 2 it is 1 everywhere.'
      : 'Largest eigenvalue of the Hessian of (f − 1)^{2}, the risk of a network of width 1 on the sample x = y = 1, at its minimisers (C, 1/C, 1, …, 1): 2 Σ 1/x_{k}^{2}. At C = 1 it is 2L, the S_{min} of that network.',
    notes: [],
  };
}

function vertical(factor: number): ReferenceLine {
  return {
    id: 'chosen',
    label: `C = ${formatNumber(factor, 3)}`,
    meaning: 'Vertical: the C that the numbers beside the chart are for.',
    stroke: 'solid',
    ink: THEORY_INK,
    along: { x: factor },
  };
}
