import { wilson95 } from '../../numerics/wilson';
import type { ProductTailId, TailFacts, TailPoint } from '../../theory/residual/product-tails';
import type { ProductExperiment } from '../../theory/residual/residual-products';
import { logTicks } from '../axis';
import type { FigureData, ReferenceLine } from '../figure-data';
import { drawnSaid, probabilityAxis, THEORY, visible } from './probability-axis';

/** Probabilities down to this are shown: far below what draws see, so that bounds part from laws. */
const LEAST = 1e-10;

const TITLES = {
  quadraticPiece: 'Tail of S_{L,1}',
  linearPiece: 'Tail of max_{k} S_{k,2}',
  squaresPiece: 'Tail of S_{L,3}',
} as const satisfies Record<ProductTailId, string>;

/** How often a piece of ln‖h_k‖² is large, beside its law and its bounds; null for s = 0, where there is none. */
export function tailFigure({ id, points }: TailFacts, experiment: ProductExperiment): FigureData | null {
  const shown = points.filter(({ bound, exact }) => Math.max(bound, exact ?? 0) >= LEAST);
  if (shown.length < 2) return null;
  const [first, last] = [shown[0]!.u, shown.at(-1)!.u];
  const line = (
    name: string,
    label: string,
    meaning: string,
    stroke: ReferenceLine['stroke'],
    of: (point: TailPoint) => number | null,
  ): ReferenceLine[] => {
    const along = visible(
      shown.flatMap((point): [number, number][] => {
        const y = of(point);
        return y === null ? [] : [[point.u, y]];
      }),
      LEAST,
    );
    return along.length < 2
      ? []
      : [{ id: name, label, meaning, stroke, ink: THEORY, along: { points: along } }];
  };
  const slips = shown.some(({ printed, bound }) => Math.abs(printed - bound) > 1e-9 * bound);
  return {
    id: `residual-products-tail-${id}`,
    title: TITLES[id],
    panels: [
      {
        x: { title: 'u', scale: 'log', domain: [first, last], ticks: logTicks(first, last) },
        y: probabilityAxis('Probability', LEAST),
        series: [
          {
            id: 'measured',
            label: 'measured',
            ink: { kind: 'ordinal', index: 0, count: 2 },
            marked: true,
            drawn: 'dots',
            points: shown
              .filter(({ count }) => count > 0)
              .map(({ u, count }) => {
                const [low, high] = wilson95(count, experiment.draws);
                return { x: u, y: count / experiment.draws, low, high, n: experiment.draws };
              }),
          },
        ],
        references: [
          ...line('exact', 'exact', 'Solid: the probability by the χ² law.', 'solid', ({ exact }) => exact),
          ...line(
            'bound',
            'bound',
            'Dashed: the bound of the proof, as (47) gives it.',
            'dashed',
            ({ bound }) => bound,
          ),
          ...(slips
            ? line(
                'printed',
                'as printed',
                'Dotted: as printed, with a slip.',
                'dotted',
                ({ printed }) => printed,
              )
            : []),
        ],
      },
    ],
    caption: `${drawnSaid(experiment)} Share of draws, with Wilson’s 95 % interval.`,
    notes: [],
  };
}
