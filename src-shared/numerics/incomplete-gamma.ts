import { exp, log } from './elementary';
import { logGamma } from './log-gamma';

/** The shares of Γ(a) below and above x; they add up to 1. */
export interface GammaShares {
  /** P(a, x) = ∫_0^x t^{a-1} e^{-t} dt/Γ(a). */
  readonly lower: number;
  /** Q(a, x) = 1 - P(a, x), without cancellation where it is small. */
  readonly upper: number;
}

/** Both expansions need about √a terms near x = a, so this is for a up to 10¹⁰. */
const MOST_TERMS = 1_000_000;
/** In place of a denominator 0 (Lentz). */
const TINY = 1e-300;

/**
 * The regularised incomplete gamma function for a > 0 and x >= 0: the series of P below a + 1, the continued fraction of
 * Q above (DLMF 8.7.1 and 8.9.2, by Lentz's method). Relative error of the smaller share about 10⁻¹⁵ times
 * max(1, x, a |ln x|), since x^a e^{-x}/Γ(a) is the exponential of a difference.
 */
export function gammaShares(a: number, x: number): GammaShares {
  if (!(a > 0) || !(x >= 0)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const front = exp(a * log(x) - x - logGamma(a));
  if (x < a + 1) {
    const lower = Math.min(1, front * series(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, front * fraction(a, x));
  return { lower: 1 - upper, upper };
}

/** Σ_n x^n/(a (a + 1) … (a + n)). */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term <= sum * Number.EPSILON) break;
  }
  return sum;
}

/** 1/(x + 1 - a - 1 (1 - a)/(x + 3 - a - 2 (2 - a)/(x + 5 - a - …))). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / nonZero(numerator * d + b);
    c = nonZero(b + numerator / c);
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) <= Number.EPSILON) break;
  }
  return value;
}

function nonZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
