import type { RescaledMinimiser } from '../../theory/minimiser-set/rescaled-minimisers';
import { logAxis } from '../axis';
import type { BoundsRow } from '../bounds-table';
import type { FigureData, FigurePoint, ReferenceLine } from '../figure-data';
import { formatNumber } from '../format-number';
import { minimalSharpnessLines, THEORY_INK } from './bound-lines';

/**
 * Section 3's rescaling: the sharpness of W_C = (C W_1, W_2/C, W_3, …) over C, above the bounds by its layers' norms.
 *
 * @param chosen the C that is looked at, drawn as a vertical line; null for none.
 */
export function rescalingFigure(
  rescaled: readonly RescaledMinimiser[],
  bounds: BoundsRow,
  chosen: number | null,
): FigureData {
  const points: FigurePoint[] = rescaled.map(({ factor, sharpness }) => ({
    x: factor,
    y: Number.isFinite(sharpness) ? sharpness : null,
    low: null,
    high: null,
    n: 1,
  }));
  const heights = rescaled.flatMap(({ sharpness, layerNormBound }) => [sharpness, layerNormBound]);
  const y = logAxis('Sharpness', [...heights, bounds.lower, bounds.upper], true);
  const curve = (
    id: string,
    label: string,
    meaning: string,
    stroke: ReferenceLine['stroke'],
    value: (row: RescaledMinimiser) => number,
  ): ReferenceLine => ({
    id,
    label,
    meaning,
    stroke,
    ink: THEORY_INK,
    // What lies below the plot would be drawn over the axis.
    along: {
      points: rescaled
        .filter((row) => value(row) >= y.domain[0])
        .map((row) => [row.factor, value(row)] as const),
    },
  });
  return {
    id: 'rescaled-minimiser',
    title: 'One predictor, any sharpness: S(W_{C}) over C',
    panels: [
      {
        x: logAxis('Factor C', [rescaled[0]?.factor ?? NaN, rescaled.at(-1)?.factor ?? NaN], true),
        y,
        series: [
          {
            id: 'sharpness',
            label: 'S(W_{C})',
            ink: { kind: 'ordinal', index: 1, count: 3 },
            points,
            marked: false,
          },
        ],
        references: [
          curve(
            'all-layers',
            'bound, all layers',
            'Dashed: 2a‖w⋆‖^{2−1/L}‖p‖^{1/L} Σ_{k} 1/‖W_{k}‖_{F} for the layers of W_{C}; no minimiser with these norms is flatter (Theorem 2).',
            'dashed',
            ({ layerNormBound }) => layerNormBound,
          ),
          curve(
            'second-layer',
            'bound, layer 2',
            'Dotted, rising: the second layer’s part of it, 2a‖w⋆‖^{2−1/L}‖p‖^{1/L} C/‖W_{2}‖_{F}, which goes to infinity with C.',
            'dotted',
            ({ secondLayerBound }) => secondLayerBound,
          ),
          ...minimalSharpnessLines(bounds),
          ...(chosen === null ? [] : [chosenLine(chosen)]),
        ],
      },
    ],
    caption:
      'W_{C} = (C W_{1}, W_{2}/C, W_{3}, …) has the same w_{prod} for every C. Sharpness exact, by the d × d eigenproblem at a minimiser.',
    notes: [],
  };
}

function chosenLine(factor: number): ReferenceLine {
  return {
    id: 'chosen',
    label: `C = ${formatNumber(factor, 3)}`,
    meaning: 'Vertical: the C that the numbers beside the chart are for.',
    stroke: 'solid',
    ink: THEORY_INK,
    along: { x: factor },
  };
}
