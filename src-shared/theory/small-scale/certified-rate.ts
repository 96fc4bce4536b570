import type { JudgedRun, MomentFacts } from '../judged-run';
import { initialGain } from './hypotheses';
import { initialScale } from './initial-scale';

/** The proof of Theorem 3 with numbers: what it certifies of a run. */
export interface CertifiedRate {
  /** µ = 4λµ_1. */
  readonly mu: number;
  /** √µ_1 = min((C - c)^{L-1}, K/C), a lower bound of ‖W_L … W_2‖ for t ≥ 1. */
  readonly rootMu1: number;
  /** C: where σ_1(t) exceeds it, the first of the proof's two cases holds, else the second. */
  readonly threshold: number;
  /** c = √(2ε) L, which C has to exceed. */
  readonly least: number;
  /** K = min((R_0 - R(1))/(4Λ‖w⋆‖), ‖w⋆‖), a lower bound of ‖w_prod(t)‖ for t ≥ 1. */
  readonly leastProduct: number;
}

/**
 * The µ that Theorem 3's proof certifies, for the C for which it is largest, where C(C - c)^{L-1} = K; null where it
 * certifies none: no risk has been won by t = 1.
 *
 * R_0 - R(1) is R_0 - R(0) + ∫₀¹‖∇R‖²dt, never a difference of risks, which would cancel to 0 for small starts. The
 * integral is taken up to the last moment at or before t = 1, which leaves R_0 - R(1) at least that large.
 */
export function certifiedRate(run: JudgedRun): CertifiedRate | null {
  const known = computed.get(run);
  if (known !== undefined) return known;
  const rate = certify(run);
  computed.set(run, rate);
  return rate;
}

const computed = new WeakMap<JudgedRun, CertifiedRate | null>();

function certify(run: JudgedRun): CertifiedRate | null {
  const { problem, depth } = run.setting;
  const won = initialGain(run) + descentAtOne(run);
  const leastProduct = Math.min(won / (4 * problem.lambdaMax * problem.wStarNorm), problem.wStarNorm);
  if (!(leastProduct > 0)) return null;
  const least = Math.sqrt(2 * initialScale(run)) * depth;
  const above = bestAbove(least, leastProduct, depth);
  const threshold = least + above;
  // Of the two the smaller: they are equal up to rounding, and where depth is 1, C → c may be the best.
  const rootMu1 = Math.min(wholePower(above, depth - 1), leastProduct / threshold);
  return { mu: 4 * problem.lambdaMin * rootMu1 * rootMu1, rootMu1, threshold, least, leastProduct };
}

function descentAtOne({ moments }: JudgedRun): number {
  return moments.findLast(({ time }) => time <= 1)!.descent;
}

/** The moments that the proof is about. */
export function fromOneOn({ moments }: JudgedRun): readonly MomentFacts[] {
  return moments.filter(({ time }) => time >= 1);
}

const BISECTIONS = 1100;

/** x = C - c > 0 with (c + x) x^{L-1} = K, from below, by bisection: the left side grows with x and exceeds x^L. */
function bestAbove(least: number, leastProduct: number, depth: number): number {
  let low = 0;
  let high = Math.max(1, leastProduct);
  // In float64 there are at most so many halvings between 0 and any number.
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if ((least + middle) * wholePower(middle, depth - 1) <= leastProduct) low = middle;
    else high = middle;
  }
  return low;
}

function wholePower(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent; i += 1) product *= base;
  return product;
}
