import type { LawFacts, ProductLawId } from '../../theory/residual/product-laws';
import type { ProductExperiment } from '../../theory/residual/residual-products';
import { linearAxis } from '../axis';
import type { FigureData } from '../figure-data';
import { formatNumber } from '../format-number';
import { drawnSaid, THEORY } from './probability-axis';

/** What each law is of, in the figure's words. */
const TITLES = {
  square: '‖Nh‖²/‖h‖²',
  form: 'h^{T}Nh/‖h‖²',
  quadraticPiece: '(Ld/s²) S_{L,1}',
  linearPiece: '(√d/2s) S_{L,2}',
  squaresPiece: '(Ld/4s²) S_{L,3}',
} as const satisfies Record<ProductLawId, string>;

/** Quantiles of a sample beside those of its law: on the diagonal where the law is right. */
export function lawFigure(facts: LawFacts, experiment: ProductExperiment): FigureData {
  const { id, law, n, quantiles, distance, pValue } = facts;
  const named = law.kind === 'normal' ? 'N(0, 1)' : `χ²(${law.degrees})`;
  const all = quantiles.flatMap(({ expected, measured }) => [expected, measured]);
  const ends = quantiles.flatMap((pair, i) =>
    i === 0 || i === quantiles.length - 1 ? [[pair.expected, pair.expected] as const] : [],
  );
  return {
    id: `residual-products-law-${id}`,
    title: `${TITLES[id]} beside ${named}`,
    panels: [
      {
        x: linearAxis(`Quantile of ${named}`, all),
        y: linearAxis(`Quantile of ${TITLES[id]}`, all),
        series: [
          {
            id: 'quantiles',
            label: 'measured',
            ink: { kind: 'ordinal', index: 0, count: 2 },
            marked: true,
            drawn: 'dots',
            points: quantiles.map(({ expected, measured }) => ({
              x: expected,
              y: measured,
              low: null,
              high: null,
              n,
            })),
          },
        ],
        references: [
          {
            id: 'diagonal',
            label: '',
            meaning: `On the line, measured and ${named} quantiles are equal.`,
            stroke: 'solid',
            ink: THEORY,
            along: { points: ends },
          },
        ],
      },
    ],
    caption: `${drawnSaid(experiment)} n = ${n} independent values; Kolmogorov’s distance ${formatNumber(distance, 3)}, p = ${formatNumber(pValue, 3)}.`,
    notes: [],
  };
}
