import { chiSquareAbove } from '../../numerics/chi-square';
import { exp, log } from '../../numerics/elementary';
import {
  linearExponent,
  quadraticExponent,
  quadraticExponentPrinted,
  squaresExponent,
  squaresExponentPrinted,
} from './failure-bound';
import type { ProductLaw } from './product-law';
import type { ProductSample } from './product-sample';

export const PRODUCT_TAIL_IDS = ['quadraticPiece', 'linearPiece', 'squaresPiece'] as const;
export type ProductTailId = (typeof PRODUCT_TAIL_IDS)[number];

/** How often a piece of ln‖h_k‖² is as large as the proof of Lemma 3 fears, beside what it is bounded by. */
export interface TailPoint {
  readonly u: number;
  /** Draws in which it is. */
  readonly count: number;
  /** The probability, where the piece has an exact law: of S_{k,1} and S_{k,3}, which only grow along the layers. */
  readonly exact: number | null;
  /** The proof's bound, mended where it slips. */
  readonly bound: number;
  /** The bound as printed. */
  readonly printed: number;
}

export interface TailFacts {
  readonly id: ProductTailId;
  /** Ascending in u. */
  readonly points: readonly TailPoint[];
}

const POINTS = 41;

/** The three tails over u, each in the range where its law is. Empty for s = 0, where all pieces are 0. */
export function productTails(law: ProductLaw, sample: ProductSample): TailFacts[] {
  const { scale, depth, width } = law;
  if (scale === 0) return PRODUCT_TAIL_IDS.map((id) => ({ id, points: [] }));
  const square = scale * scale;
  const unit = square / (depth * width);
  const totals = drawTotals(sample, depth);
  const deviation = {
    quadraticPiece: Math.sqrt(2 * depth * width) * unit,
    squaresPiece: Math.sqrt(2 * depth) * 4 * unit,
  };
  return [
    {
      id: 'quadraticPiece',
      points: spread(deviation.quadraticPiece, 30).map((u) => ({
        u,
        count: countAbove(totals.squares, (square + u) / unit),
        exact: chiSquareAbove((square + u) / unit, depth * width),
        bound: exp(-quadraticExponent(law, u)),
        printed: exp(-quadraticExponentPrinted(law, u)),
      })),
    },
    {
      id: 'linearPiece',
      points: spread((2 * scale) / Math.sqrt(width), 8).map((u) => {
        const bound = exp(-linearExponent(law, u));
        // S_{k,2} is 2s/√(Ld) times the sum of the first k forms.
        const count = countAbove(totals.highestForms, (u * Math.sqrt(depth * width)) / (2 * scale));
        return { u, count, exact: null, bound, printed: bound };
      }),
    },
    {
      id: 'squaresPiece',
      points: spread(deviation.squaresPiece, 30).map((u) => ({
        u,
        count: countAbove(totals.formSquares, depth + u / (4 * unit)),
        exact: chiSquareAbove(depth + u / (4 * unit), depth),
        bound: exp(-squaresExponent(law, u)),
        printed: exp(-squaresExponentPrinted(law, u)),
      })),
    },
  ];
}

/** From 1/20 of a law's deviation to so many of them, evenly in the logarithm. */
function spread(deviation: number, most: number): number[] {
  const least = 0.05;
  const step = log(most / least) / (POINTS - 1);
  return Array.from({ length: POINTS }, (_, i) => deviation * least * exp(i * step));
}

function countAbove(values: Float64Array, least: number): number {
  let count = 0;
  for (const value of values) if (value >= least) count += 1;
  return count;
}

/** Of each draw: Σ_k squares, max_k Σ_{j<=k} forms, Σ_k forms². */
function drawTotals(
  { squares, forms }: ProductSample,
  depth: number,
): { squares: Float64Array; highestForms: Float64Array; formSquares: Float64Array } {
  const draws = squares.length / depth;
  const out = {
    squares: new Float64Array(draws),
    highestForms: new Float64Array(draws).fill(-Infinity),
    formSquares: new Float64Array(draws),
  };
  for (let r = 0; r < draws; r += 1) {
    let sum = 0;
    for (let k = 0; k < depth; k += 1) {
      const form = forms[r * depth + k]!;
      sum += form;
      out.squares[r]! += squares[r * depth + k]!;
      out.formSquares[r]! += form * form;
      out.highestForms[r] = Math.max(out.highestForms[r]!, sum);
    }
  }
  return out;
}
