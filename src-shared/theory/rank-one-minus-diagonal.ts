/** Doubles' 53 bits, wherever the root is. */
const BISECTIONS = 200;

/**
 * Largest eigenvalue of z zᵀ - diag(z²), entries of z not 0, at least two: the one positive root µ of
 * Σ_i z_i²/(µ + z_i²) = 1, by bisection until neighbouring numbers. With the largest term on the other side,
 * Σ_{i≠m} z_i²/(µ + z_i²) = µ/(µ + z_m²), nothing cancels where entries differ by many powers of ten; the left side falls
 * and the right one rises with µ, and the root is below Σ z_i². Cost O(n) a step.
 */
export function rankOneMinusDiagonalTop(z: readonly number[]): number {
  const squares = z.map((entry) => entry * entry).sort((a, b) => a - b);
  const largest = squares.pop()!;
  const isBelowRoot = (mu: number): boolean =>
    squares.reduce((sum, square) => sum + square / (mu + square), 0) > mu / (mu + largest);
  let low = 0;
  let high = squares.reduce((sum, square) => sum + square, largest);
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (isBelowRoot(middle)) low = middle;
    else high = middle;
  }
  return high;
}
