import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompleteBeta } from '@shared/numerics/incomplete-beta';
import { student95, studentBelow, studentOutside, studentTwoSided } from '@shared/numerics/student-t';

/** P(X >= k) of X ∼ Binomial(n, x), which is I_x(k, n - k + 1): a sum of positive terms. */
function binomialTail(k: number, n: number, x: number): number {
  let sum = 0;
  for (let j = k; j <= n; j += 1) {
    let term = 1;
    for (let i = 1; i <= j; i += 1) term *= ((n - j + i) / i) * x;
    for (let i = 0; i < n - j; i += 1) term *= 1 - x;
    sum += term;
  }
  return sum;
}

describe('the incomplete beta function', () => {
  it('is the tail of a binomial law at integers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (k, rest, x) => {
          const n = k + rest;
          // Exponents up to 20 ln 1000 = 138, each good to an ulp, in a sum of four.
          const expected = binomialTail(k, n, x);
          const computed = incompleteBeta(x, 1 - x, k, rest + 1);
          expect(Math.abs(computed - expected)).toBeLessThan(1e-12 * Math.max(expected, 1e-3));
        },
      ),
    );
  });

  it('is x^a where b = 1, and 0 and 1 at the ends', () => {
    for (const a of [0.5, 1, 3.7]) {
      for (const x of [1e-8, 0.1, 0.5, 0.99])
        expect(Math.abs(incompleteBeta(x, 1 - x, a, 1) / x ** a - 1)).toBeLessThan(1e-13);
      expect(incompleteBeta(0, 1, a, 2)).toBe(0);
      expect(incompleteBeta(1, 0, a, 2)).toBe(1);
    }
  });
});

describe('Student’s law', () => {
  const places = [-40, -3, -1, -0.2, 0, 0.5, 2, 11];

  it('is Cauchy’s with one degree of freedom', () => {
    for (const t of places)
      expect(Math.abs(studentBelow(t, 1) - (0.5 + Math.atan(t) / Math.PI))).toBeLessThan(1e-14);
  });

  it('is 1/2 + t/(2 √(2 + t²)) with two', () => {
    for (const t of places)
      expect(Math.abs(studentBelow(t, 2) - (0.5 + t / (2 * Math.sqrt(2 + t * t))))).toBeLessThan(1e-14);
  });

  it('is an algebraic function with four', () => {
    // With u = t/√(4 + t²): F = 1/2 + u (3 - u²)/4.
    for (const t of places) {
      const u = t / Math.sqrt(4 + t * t);
      expect(Math.abs(studentBelow(t, 4) - (0.5 + (u * (3 - u * u)) / 4))).toBeLessThan(1e-14);
    }
  });

  it('keeps its precision far out: P(|T| > t) → 2/(π t) with one degree', () => {
    const t = 1e9;
    expect(Math.abs(studentOutside(t, 1) / ((2 / Math.PI) * (1 / t)) - 1)).toBeLessThan(1e-12);
  });

  it('has the two-sided 95 % points of the tables', () => {
    const tables = [
      [1, 12.706],
      [2, 4.303],
      [3, 3.182],
      [4, 2.776],
      [10, 2.228],
      [19, 2.093],
      [30, 2.042],
      [120, 1.98],
    ] as const;
    for (const [degrees, point] of tables) expect(student95(degrees)).toBeCloseTo(point, 3);
    expect(student95(1)).toBeCloseTo(Math.tan(0.475 * Math.PI), 10);
    // Cornish and Fisher: z + (z³ + z)/(4 ν) + O(ν⁻²).
    const [z, many] = [1.959963984540054, 1e5];
    expect(student95(many)).toBeCloseTo(z + (z ** 3 + z) / (4 * many), 8);
  });

  it('is inverted by its quantile, for degrees that are no integer too (property)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 500, noNaN: true }),
        (p, degrees) => {
          expect(Math.abs(studentOutside(studentTwoSided(p, degrees), degrees) / p - 1)).toBeLessThan(1e-9);
        },
      ),
    );
  });
});
