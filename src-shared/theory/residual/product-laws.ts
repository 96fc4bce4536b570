import { chiSquareBelow, chiSquareQuantile, normalBelow } from '../../numerics/chi-square';
import { kolmogorovDistance, type KolmogorovDistance } from '../../numerics/kolmogorov';
import { normalQuantile } from '../../numerics/random/content';
import type { ProductLaw } from './product-law';
import type { ProductSample } from './product-sample';

/** Lemma 6's laws, and those of the pieces of ln‖h_k‖² that its proof puts together. */
export const PRODUCT_LAW_IDS = ['square', 'form', 'quadraticPiece', 'linearPiece', 'squaresPiece'] as const;
export type ProductLawId = (typeof PRODUCT_LAW_IDS)[number];

/** A law: the standard normal one, or χ² with so many degrees of freedom. */
export type ReferenceLaw =
  { readonly kind: 'normal' } | { readonly kind: 'chiSquare'; readonly degrees: number };

/** A sample beside the law that it should have. */
export interface LawFacts extends KolmogorovDistance {
  readonly id: ProductLawId;
  readonly law: ReferenceLaw;
  /** How many independent values. */
  readonly n: number;
  readonly mean: number;
  /** The law's: 0 or the degrees of freedom. */
  readonly expectedMean: number;
  /** Divisor n - 1; 0 of a single value. */
  readonly variance: number;
  /** The law's: 1 or twice the degrees of freedom. */
  readonly expectedVariance: number;
  /** Some of the order statistics beside the law's quantiles at (j - 1/2)/n, ascending; the outermost are all there. */
  readonly quantiles: readonly QuantilePair[];
}

export interface QuantilePair {
  readonly expected: number;
  readonly measured: number;
}

/** Holds the draws against the five laws. Yields before each. */
export function* productLaws(
  { depth, width }: ProductLaw,
  sample: ProductSample,
): Generator<ProductLawId, LawFacts[]> {
  const values: Record<ProductLawId, () => Float64Array> = {
    square: () => sample.squares,
    form: () => sample.forms,
    quadraticPiece: () => sums(sample.squares, depth, (x) => x),
    linearPiece: () => sums(sample.forms, depth, (x) => x).map((sum) => sum / Math.sqrt(depth)),
    squaresPiece: () => sums(sample.forms, depth, (x) => x * x),
  };
  const laws: Record<ProductLawId, ReferenceLaw> = {
    square: { kind: 'chiSquare', degrees: width },
    form: { kind: 'normal' },
    quadraticPiece: { kind: 'chiSquare', degrees: depth * width },
    linearPiece: { kind: 'normal' },
    squaresPiece: { kind: 'chiSquare', degrees: depth },
  };
  const facts: LawFacts[] = [];
  for (const id of PRODUCT_LAW_IDS) {
    yield id;
    facts.push(lawFacts(id, laws[id], values[id]()));
  }
  return facts;
}

/** Σ_k f(values of a draw), a number a draw. */
function sums(values: Float64Array, depth: number, f: (x: number) => number): Float64Array {
  const out = new Float64Array(values.length / depth);
  for (let i = 0; i < values.length; i += 1) out[Math.floor(i / depth)]! += f(values[i]!);
  return out;
}

function lawFacts(id: ProductLawId, law: ReferenceLaw, values: Float64Array): LawFacts {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n;
  const spread = sorted.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return {
    id,
    law,
    n,
    mean,
    expectedMean: law.kind === 'normal' ? 0 : law.degrees,
    variance: n > 1 ? spread / (n - 1) : 0,
    expectedVariance: law.kind === 'normal' ? 1 : 2 * law.degrees,
    quantiles: shownRanks(n).map((j) => ({
      expected: quantileOf(law, (j - 0.5) / n),
      measured: sorted[j - 1]!,
    })),
    ...kolmogorovDistance(sorted.map((x) => belowOf(law, x))),
  };
}

function belowOf(law: ReferenceLaw, x: number): number {
  return law.kind === 'normal' ? normalBelow(x) : chiSquareBelow(x, law.degrees);
}

function quantileOf(law: ReferenceLaw, p: number): number {
  return law.kind === 'normal' ? normalQuantile(p) : chiSquareQuantile(p, law.degrees);
}

const OUTERMOST = 10;
const BETWEEN = 80;

/** The ranks 1 … n that are shown. */
function shownRanks(n: number): number[] {
  const ranks = new Set<number>();
  for (let j = 1; j <= Math.min(OUTERMOST, n); j += 1) {
    ranks.add(j);
    ranks.add(n + 1 - j);
  }
  for (let i = 0; i <= BETWEEN; i += 1) ranks.add(1 + Math.round((i / BETWEEN) * (n - 1)));
  return [...ranks].sort((a, b) => a - b);
}
