import type {
  FailureAtU,
  FailureShare,
  ResidualProductsFacts,
} from '../../theory/residual/residual-products';
import { logTicks } from '../axis';
import type { FigureData, FigurePoint, FigureSeries, ReferenceLine } from '../figure-data';
import { formatSetting } from '../format-number';
import { onLowerEdge } from '../phrases';
import { drawnSaid, probabilityAxis, THEORY, visible } from './probability-axis';

/** How often Lemma 3's bounds fail at θ = 0, over u, beside what is promised. */
export function failureFigure(facts: ResidualProductsFacts): FigureData {
  const { draws, u } = facts.experiment;
  const least = 0.2 / draws;
  const points = shownRange(facts.overU, least);
  const first = points[0]!.u;
  const last = points.at(-1)!.u;
  const explicit = visible(
    points.map((at) => [at.u, at.explicit.total]),
    least,
  );
  const curves = [
    curve(
      'explicit',
      'explicit bound',
      'Dashed: the bound of the proof of Lemma 3, all terms.',
      'dashed',
      explicit,
    ),
    curve(
      'printed',
      'printed bound',
      'Dotted: 8 e^{−du²/(32s²)}, printed for L, d and u in ranges whose constants are not printed.',
      'dotted',
      visible(
        points.map((at) => [at.u, at.printed]),
        least,
      ),
    ),
  ].filter(({ along }) => 'points' in along && along.points.length > 1);
  const at: ReferenceLine = {
    id: 'u',
    label: `u = ${formatSetting(u)}`,
    meaning: 'The vertical line is the u that was asked for.',
    stroke: 'solid',
    ink: THEORY,
    along: { x: u },
  };
  const series = [
    shares('measured', 'measured', 0, points, draws, (own) => own),
    shares('without-factors', 'without factors', 1, points, draws, (own) => own.withoutFactors),
  ];
  return {
    id: 'residual-products-failure',
    title: 'How often Lemma 3 fails at θ = 0',
    panels: [
      {
        x: { title: 'u', scale: 'log', domain: [first, last], ticks: logTicks(first, last) },
        y: probabilityAxis('Probability of failure', least),
        series,
        references: u >= first && u <= last ? [...curves, at] : curves,
      },
    ],
    caption: `${drawnSaid(facts.experiment)} Share of draws in which some ‖Π_{k:1}‖ is above 2e^{s²/2+u} or some σ_{min}(Π_{k:1}) below e^{−2s²/d−u}/2, with Wilson’s 95 % interval. The second line leaves the factors 2 and 1/2 out, which nobody claims: it says how much of the bound they are.`,
    notes: [
      ...(explicit.length > 0
        ? []
        : [
            'The explicit bound is above 1 at every u shown: it says nothing of networks of this width and depth.',
          ]),
      ...onLowerEdge(series),
    ],
  };
}

/** Up to where nothing is left to see. */
function shownRange(points: readonly FailureAtU[], least: number): readonly FailureAtU[] {
  const seen = points.findLastIndex(
    (at) =>
      at.printed > least ||
      at.withoutFactors.failed > 0 ||
      (at.explicit.total > least && !at.explicit.vacuous),
  );
  return points.slice(0, Math.max(2, seen + 2));
}

function shares(
  id: string,
  label: string,
  index: number,
  points: readonly FailureAtU[],
  draws: number,
  of: (at: FailureAtU) => FailureShare,
): FigureSeries {
  return {
    id,
    label,
    ink: { kind: 'ordinal', index, count: 2 },
    marked: false,
    points: points.map((at): FigurePoint => {
      const { share, ci95 } = of(at);
      return { x: at.u, y: share, low: ci95[0], high: ci95[1], n: draws };
    }),
  };
}

function curve(
  id: string,
  label: string,
  meaning: string,
  stroke: 'dashed' | 'dotted',
  points: readonly (readonly [number, number])[],
): ReferenceLine {
  return { id, label, meaning, stroke, ink: THEORY, along: { points } };
}
