import { log } from './elementary';

/** Coefficients B_{2j}/(2j (2j - 1)) of Stirling's series, j = 1 … 8. */
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;
/** From here on the first term that is left out, 43867/244188 x^-17, is below 10^-17. */
const STIRLING_FROM = 10;
const HALF_LN_TWO_PI = 0.9189385332046728;

/**
 * ln Γ(x) for x > 0: Stirling's series, after Γ(x) = Γ(x + n)/(x (x + 1) … (x + n - 1)) has brought x to 10 or more.
 * Absolute error a few ulp of |ln Γ(x + n)|, that is under 10⁻¹⁴ for x <= 10; NaN elsewhere.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let tail = 0;
  for (let j = STIRLING.length - 1; j >= 0; j -= 1) tail = tail * square + STIRLING[j]!;
  return (shifted - 0.5) * log(shifted) - shifted + HALF_LN_TWO_PI + tail * inverse - log(product);
}
