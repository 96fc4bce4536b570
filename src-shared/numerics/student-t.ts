import { incompleteBeta } from './incomplete-beta';

/** Student's law with `degrees` > 0 degrees of freedom, which need not be an integer (Welch's are none). */

/** P(|T| > |t|), without cancellation in the far tails: I_{ν/(ν + t²)}(ν/2, 1/2). */
export function studentOutside(t: number, degrees: number): number {
  const square = t * t;
  if (square === Infinity) return 0;
  const sum = degrees + square;
  return incompleteBeta(degrees / sum, square / sum, degrees / 2, 0.5);
}

/** P(T <= t). */
export function studentBelow(t: number, degrees: number): number {
  const outside = 0.5 * studentOutside(t, degrees);
  return t < 0 ? outside : 1 - outside;
}

/** Halvings of an interval until its ends are neighbouring numbers, and a margin. */
const MOST_HALVINGS = 120;

/** The t with P(|T| > t) = p for 0 < p <= 1, by bisection. Relative error that of the law over the law's slope. */
export function studentTwoSided(p: number, degrees: number): number {
  if (!(p > 0 && p <= 1)) return p === 0 ? Infinity : NaN;
  if (p === 1) return 0;
  let low = 0;
  let high = 1;
  while (studentOutside(high, degrees) > p) {
    low = high;
    high *= 2;
  }
  for (let i = 0; i < MOST_HALVINGS; i += 1) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (studentOutside(middle, degrees) > p) low = middle;
    else high = middle;
  }
  return high;
}

/** Of a two-sided 95 % interval, what lies outside. */
const OUTSIDE_95 = 0.05;

/** Two-sided 95 % point: 12.706 at one degree of freedom, 1.96 at infinitely many. */
export function student95(degrees: number): number {
  return studentTwoSided(OUTSIDE_95, degrees);
}
