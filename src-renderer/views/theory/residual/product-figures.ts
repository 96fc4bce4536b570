import type { FigureData } from '@shared/figures/figure-data';
import { failureFigure } from '@shared/figures/residual-products/failure-figure';
import { lawFigure } from '@shared/figures/residual-products/law-figure';
import { tailFigure } from '@shared/figures/residual-products/tail-figure';
import type { ProductLawId } from '@shared/theory/residual/product-laws';
import type { ProductTailId } from '@shared/theory/residual/product-tails';
import type { ResidualProductsFacts } from '@shared/theory/residual/residual-products';

/** A figure with its formula and its sentence. */
export interface ProductFigure {
  readonly id: string;
  readonly figure: FigureData;
  readonly formula: string;
  readonly meaning: string;
}

type Words = Pick<ProductFigure, 'formula' | 'meaning'>;

const FAILURE: Words = {
  formula: String.raw`\mathbb P\left(\exists k:\ \|\Pi_{k:1}\| > 2e^{\frac{s^2}{2}+u} \ \text{or}\ \sigma_{\min}(\Pi_{k:1}) < \tfrac12 e^{-\frac{2s^2}{d}-u}\right)`,
  meaning:
    'Lemma 3 at $\\theta = 0$: products of residual layers neither explode nor collapse, but for a probability that falls fast in $u$ and $d$.',
};

const LAWS: Record<ProductLawId, Words> = {
  square: {
    formula: String.raw`\frac{\|N_{k+1}h_k\|^2}{\|h_k\|^2} \sim \chi^2(d)`,
    meaning: 'Lemma 6: the noise of a layer lengthens every vector by the same law.',
  },
  form: {
    formula: String.raw`\frac{h_k^\top N_{k+1}h_k}{\|h_k\|^2} \sim \mathcal N(0,1)`,
    meaning: 'Lemma 6: along the vector itself, the noise is a standard normal number.',
  },
  quadraticPiece: {
    formula: String.raw`S_{L,1} = \sum_{k<L} \frac{s^2\|N_{k+1}h_k\|^2}{Ld\,\|h_k\|^2} \sim \frac{s^2}{Ld}\,\chi^2(Ld)`,
    meaning: 'The quadratic part of $\\ln\\|h_L\\|^2$ over all layers.',
  },
  linearPiece: {
    formula: String.raw`S_{L,2} = \sum_{k<L} \frac{2s\,h_k^\top N_{k+1}h_k}{\sqrt{Ld}\,\|h_k\|^2} \sim \mathcal N\!\left(0, \frac{4s^2}{d}\right)`,
    meaning: 'The linear part of $\\ln\\|h_L\\|^2$: a martingale over the layers.',
  },
  squaresPiece: {
    formula: String.raw`S_{L,3} = \sum_{k<L} Y_{k,2}^2 \sim \frac{4s^2}{Ld}\,\chi^2(L)`,
    meaning: 'The squares of the linear part’s terms $Y_{k,2}$, which bound $\\ln\\|h_L\\|^2$ from below.',
  },
};

const TAILS: Record<ProductTailId, Words> = {
  quadraticPiece: {
    formula: String.raw`\mathbb P(S_{L,1} \ge s^2 + u) \le \exp\!\left(-\frac{Ldu^2}{4s^4+4us^2}\right)`,
    meaning:
      'Printed with $us^2$ for $4us^2$ in the denominator, which is below the exact law; (47) gives the bound shown.',
  },
  linearPiece: {
    formula: String.raw`\mathbb P\left(\max_k S_{k,2} \ge u\right) \le \exp\!\left(-\frac{du^2}{16s^2}\right)`,
    meaning: 'By Doob’s inequality (48): the part that decides, since it does not shrink with $L$.',
  },
  squaresPiece: {
    formula: String.raw`\mathbb P\left(S_{L,3} \ge \tfrac{4s^2}{d} + u\right) \le \exp\!\left(-\frac{Ld^2u^2}{16s^2(4s^2+du)}\right)`,
    meaning:
      'Printed without the $s^2$ before the bracket, which is below the exact law for large $s$; (47) gives the bound shown.',
  },
};

/** Everything that is shown of the draws, in order. */
export function productFigures(facts: ResidualProductsFacts): {
  readonly failure: ProductFigure;
  readonly tails: readonly ProductFigure[];
  readonly laws: readonly ProductFigure[];
} {
  return {
    failure: { id: 'failure', figure: failureFigure(facts), ...FAILURE },
    tails: facts.tails.flatMap((tail) => {
      const figure = tailFigure(tail, facts.experiment);
      return figure === null ? [] : [{ id: tail.id, figure, ...TAILS[tail.id] }];
    }),
    laws: facts.laws.map((law) => ({
      id: law.id,
      figure: lawFigure(law, facts.experiment),
      ...LAWS[law.id],
    })),
  };
}
