import { exp, log } from '../../numerics/elementary';
import type { ProductLaw } from './product-law';

/** The five terms of the proof's bound on the probability that Lemma 3 fails at θ = 0; each may exceed 1. */
export interface FailureBound {
  /** 5^d e^{-du²/(16s²)}: the linear part S_{k,2} of some ln‖Π_{k:1}h‖² rises too far, for some h of a net of 5^d. */
  readonly normLinear: number;
  /** 5^d e^{-Ldu²/(4s⁴+4us²)}: the quadratic part S_{k,1} does. */
  readonly normQuadratic: number;
  /** (2M/m + 1)^d e^{-du²/(16s²)}: S_{k,2} falls too far, for some h of a finer net. */
  readonly leastLinear: number;
  /** (2M/m + 1)^d e^{-Ld²u²/(16s²(4s²+du))}: the sum of squares S_{k,3} rises too far. */
  readonly leastSquares: number;
  /** (2M/m + 1)^d L e^{-Ld/(32s²)}: a single step is below -1/2, where ln(1 + x) ≥ x - x² no longer holds. */
  readonly leastStep: number;
  /** Their sum. */
  readonly total: number;
  /** Whether it says nothing: at least 1. */
  readonly vacuous: boolean;
}

/**
 * The bound of Lemma 3's proof before it is simplified, for all u, s > 0 and L, d >= 1, with two slips of the print
 * mended: in normQuadratic it has us² for 4us², in leastSquares 16(4s² + du) for 16s²(4s² + du). Both follow from (47),
 * P(χ²(c) ≥ c + v) ≤ e^{-v²/(4(c+v))}. Terms beyond float64 are Infinity.
 */
export function failureBound(law: ProductLaw, u: number): FailureBound {
  const { scale, depth: L, width: d } = law;
  const square = scale * scale;
  // ln(2M/m + 1), M/m = 4 e^{s²/2 + 2s²/d + 2u}.
  const exponent = square / 2 + (2 * square) / d + 2 * u;
  const net = d * (exponent + log(8 + exp(-exponent)));
  const coarse = d * log(5);
  const terms = {
    normLinear: exp(coarse - linearExponent(law, u)),
    normQuadratic: exp(coarse - quadraticExponent(law, u)),
    leastLinear: exp(net - linearExponent(law, u)),
    leastSquares: exp(net - squaresExponent(law, u)),
    leastStep: L * exp(net - (square === 0 ? Infinity : (L * d) / (32 * square))),
  };
  const total =
    terms.normLinear + terms.normQuadratic + terms.leastLinear + terms.leastSquares + terms.leastStep;
  return { ...terms, total, vacuous: !(total < 1) };
}

/** P(max_k S_{k,2} ≥ u) ≤ e^{-this}: (48). */
export function linearExponent({ scale, width }: ProductLaw, u: number): number {
  return scale === 0 ? Infinity : (width * u * u) / (16 * scale * scale);
}

/** P(S_{L,1} ≥ s² + u) ≤ e^{-this}, from (47). */
export function quadraticExponent({ scale, depth, width }: ProductLaw, u: number): number {
  if (scale === 0) return Infinity;
  const square = scale * scale;
  return (depth * width * u * u) / (4 * square * (square + u));
}

/** The same as printed: 4s⁴ + us² in the denominator. */
export function quadraticExponentPrinted({ scale, depth, width }: ProductLaw, u: number): number {
  if (scale === 0) return Infinity;
  const square = scale * scale;
  return (depth * width * u * u) / (square * (4 * square + u));
}

/** P(S_{L,3} ≥ 4s²/d + u) ≤ e^{-this}, from (47). */
export function squaresExponent({ scale, depth, width }: ProductLaw, u: number): number {
  if (scale === 0) return Infinity;
  const square = scale * scale;
  return (depth * width * width * u * u) / (16 * square * (4 * square + width * u));
}

/** The same as printed: without s² before the bracket. */
export function squaresExponentPrinted({ scale, depth, width }: ProductLaw, u: number): number {
  if (scale === 0) return Infinity;
  return (depth * width * width * u * u) / (16 * (4 * scale * scale + width * u));
}
