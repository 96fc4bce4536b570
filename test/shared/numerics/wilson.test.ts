import { describe, expect, it } from 'vitest';
import { NORMAL_95 } from '@shared/numerics/statistics';
import { wilson95 } from '@shared/numerics/wilson';

/** The end of the interval in [from, to], as the root of |k/n - p| = z √(p(1 - p)/n), by bisection. */
function rootOfDefinition(k: number, n: number, from: number, to: number): number {
  const excess = (p: number): number => Math.abs(k / n - p) - NORMAL_95 * Math.sqrt((p * (1 - p)) / n);
  let [inside, outside] = [from, to];
  for (let i = 0; i < 200; i += 1) {
    const middle = (inside + outside) / 2;
    if (excess(middle) <= 0) inside = middle;
    else outside = middle;
  }
  return inside;
}

describe('Wilson’s interval', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('is the published one for %i of %i', (k, n, low, high) => {
    const interval = wilson95(k, n);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('solves the equation that defines it, for every k of several n', () => {
    for (const n of [1, 2, 7, 20, 80, 1000]) {
      for (let k = 0; k <= n; k += 1) {
        const [low, high] = wilson95(k, n);
        expect(low).toBeCloseTo(k === 0 ? 0 : rootOfDefinition(k, n, k / n, 0), 12);
        expect(high).toBeCloseTo(k === n ? 1 : rootOfDefinition(k, n, k / n, 1), 12);
      }
    }
  });

  it('stays within [0, 1], holds the share, and mirrors', () => {
    for (let k = 0; k <= 20; k += 1) {
      const [low, high] = wilson95(k, 20);
      const [mirroredLow, mirroredHigh] = wilson95(20 - k, 20);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low <= k / 20 && k / 20 <= high).toBe(true);
      expect(1 - mirroredHigh).toBeCloseTo(low, 14);
      expect(1 - mirroredLow).toBeCloseTo(high, 14);
    }
  });
});
