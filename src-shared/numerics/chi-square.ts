import { gammaShares } from './incomplete-gamma';
import { normalQuantile } from './random/content';

/** P(X <= x) of X ∼ χ²(degrees). */
export function chiSquareBelow(x: number, degrees: number): number {
  return x <= 0 ? 0 : gammaShares(degrees / 2, x / 2).lower;
}

/** P(X > x) of X ∼ χ²(degrees), without cancellation in the far tail. */
export function chiSquareAbove(x: number, degrees: number): number {
  return x <= 0 ? 1 : gammaShares(degrees / 2, x / 2).upper;
}

/** Φ(x), the standard normal law's P(N <= x): N² ∼ χ²(1). */
export function normalBelow(x: number): number {
  const outside = 0.5 * chiSquareAbove(x * x, 1);
  return x < 0 ? outside : 1 - outside;
}

/** Halvings of an interval until its ends are neighbouring numbers, and a margin. */
const MOST_HALVINGS = 120;

/**
 * The x with P(X <= x) = p for 0 < p < 1, by bisection about Wilson and Hilferty's approximation. Relative error that of
 * the law (incomplete-gamma.ts) over the law's slope: about 10⁻¹⁴ for up to thousands of degrees.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? 0 : p === 1 ? Infinity : NaN;
  const spread = 2 / (9 * degrees);
  const root = 1 - spread + normalQuantile(p) * Math.sqrt(spread);
  const guess = Math.max(degrees * root * root * root, Number.MIN_VALUE);
  // Whichever tail is smaller, so that neither is lost to rounding.
  const isBelow = (x: number): boolean =>
    p < 0.5 ? chiSquareBelow(x, degrees) < p : chiSquareAbove(x, degrees) > 1 - p;
  let low = guess;
  while (low > 0 && !isBelow(low)) low *= 0.5;
  let high = Math.max(guess, Number.MIN_VALUE);
  while (isBelow(high)) high *= 2;
  for (let i = 0; i < MOST_HALVINGS; i += 1) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return high;
}
