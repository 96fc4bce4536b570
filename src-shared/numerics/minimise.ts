/** 1/φ: a golden-section step keeps one of its two interior points for the next. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const BRACKET_STEPS = 200;

export interface Minimum {
  readonly argument: number;
  readonly value: number;
}

/**
 * Minimum of a convex function of one variable by bracketing from `start` and golden-section search.
 * Near the minimum the function is flat to rounding, so the argument is good to √ε and the value to about ε.
 *
 * @param tolerance width of the last interval around the argument.
 */
export function minimiseConvex(
  f: (x: number) => number,
  start: number,
  step: number,
  tolerance: number,
): Minimum {
  let low = start - step;
  let high = start + step;
  for (let i = 0; i < BRACKET_STEPS && f(low) < f(low + step); i += 1) low -= step;
  for (let i = 0; i < BRACKET_STEPS && f(high) < f(high - step); i += 1) high += step;
  let left = high - GOLDEN * (high - low);
  let right = low + GOLDEN * (high - low);
  let atLeft = f(left);
  let atRight = f(right);
  while (high - low > tolerance) {
    if (atLeft <= atRight) {
      high = right;
      right = left;
      atRight = atLeft;
      left = high - GOLDEN * (high - low);
      atLeft = f(left);
    } else {
      low = left;
      left = right;
      atLeft = atRight;
      right = low + GOLDEN * (high - low);
      atRight = f(right);
    }
  }
  return atLeft <= atRight ? { argument: left, value: atLeft } : { argument: right, value: atRight };
}
