import { exp, log } from './elementary';
import { logGamma } from './log-gamma';

/** The fraction needs about √max(a, b) terms near x = a/(a + b), so this is for a and b up to 10¹⁰. */
const MOST_TERMS = 1_000_000;
/** In place of a denominator 0 (Lentz). */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b) = ∫_0^x t^{a-1} (1 - t)^{b-1} dt/B(a, b) for a, b > 0 and 0 <= x <= 1,
 * given x and 1 - x, so that neither is lost where the other is near 1: by the continued fraction of DLMF 8.17.22 (Lentz's
 * method) below x = (a + 1)/(a + b + 2), above it as 1 - I_{1-x}(b, a). Relative error where the fraction is used about
 * 10⁻¹⁵ times max(1, a |ln x|, b |ln(1 - x)|, ln Γ(a + b)): the front x^a (1 - x)^b/B(a, b) is an exponential of those.
 */
export function incompleteBeta(x: number, complement: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && complement >= 0)) return NaN;
  if (x === 0) return 0;
  if (complement === 0) return 1;
  return x < (a + 1) / (a + b + 2) ? share(x, complement, a, b) : Math.max(0, 1 - share(complement, x, b, a));
}

function share(x: number, complement: number, a: number, b: number): number {
  const front = exp(a * log(x) + b * log(complement) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return Math.min(1, front * fraction(x, a, b));
}

/** 1/(1 + d_1/(1 + d_2/(1 + …))) with d_{2m} = m (b - m) x/((a + 2m - 1)(a + 2m)), d_{2m+1} = -(a + m)(a + b + m) x/(…). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const at = a + 2 * m;
    const before = value;
    for (const term of [
      (m * (b - m) * x) / ((at - 1) * at),
      (-(a + m) * (a + b + m) * x) / (at * (at + 1)),
    ]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      value *= c * d;
    }
    if (Math.abs(value - before) <= Math.abs(value) * Number.EPSILON) break;
  }
  return value;
}

function nonZero(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}
