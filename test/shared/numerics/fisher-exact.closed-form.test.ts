import { describe, expect, it } from 'vitest';
import { fisherGreater } from '@shared/numerics/fisher-exact';

/** C(n, k) exactly. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let product = 1n;
  for (let i = 1; i <= k; i += 1) product = (product * BigInt(n - k + i)) / BigInt(i);
  return product;
}

function exactly(k1: number, n1: number, k2: number, n2: number): number {
  let tail = 0n;
  for (let k = k1; k <= n1; k += 1) tail += choose(n1, k) * choose(n2, k1 + k2 - k);
  // 2⁻⁶⁰ is far below the tolerance of anything that is not.
  return Number((tail << 200n) / choose(n1 + n2, k1 + k2)) / 2 ** 200;
}

describe('Fisher’s exact test, one-sided', () => {
  it('judges the lady tasting tea: 3 of 4 against 1 of 4 is 17/70', () => {
    expect(fisherGreater(3, 4, 1, 4)).toBeCloseTo(17 / 70, 14);
    expect(fisherGreater(4, 4, 0, 4)).toBeCloseTo(1 / 70, 14);
  });

  it('is the hypergeometric tail, counted in integers, for every table of 20 and 20, and of 20 and 80', () => {
    for (const [n1, n2] of [
      [20, 20],
      [20, 80],
      [80, 20],
    ] as const) {
      for (let k1 = 0; k1 <= n1; k1 += 1) {
        for (let k2 = 0; k2 <= n2; k2 += 3) {
          // ln 100! = 364: its sum of logarithms errs by 100 · 364 ε at most, and nine of these stand in an exponent.
          const error = Math.abs(fisherGreater(k1, n1, k2, n2) / exactly(k1, n1, k2, n2) - 1);
          expect(error).toBeLessThan(9 * 100 * 364 * Number.EPSILON);
        }
      }
    }
  });

  it('is certain where there is nothing to see', () => {
    expect(fisherGreater(0, 20, 5, 20)).toBe(1);
    expect(fisherGreater(0, 20, 0, 20)).toBe(1);
    expect(fisherGreater(20, 20, 20, 20)).toBe(1);
  });
});
