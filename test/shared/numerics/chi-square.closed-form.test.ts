import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareAbove, chiSquareBelow, chiSquareQuantile, normalBelow } from '@shared/numerics/chi-square';
import { gammaShares } from '@shared/numerics/incomplete-gamma';
import { logGamma } from '@shared/numerics/log-gamma';
import { normalQuantile } from '@shared/numerics/random/content';

/** x^a e^{-x}/Γ(a) is the exponential of a sum of terms of this size: each is good to a few ulp of it. */
function tolerance(a: number, x: number): number {
  return 8 * Number.EPSILON * Math.max(1, x, a * Math.abs(Math.log(x)), a * Math.abs(Math.log(a)));
}

/** P(χ²(2m) > x) = e^{-x/2} Σ_{j<m} (x/2)^j/j!, a sum of positive terms. */
function poissonTail(x: number, m: number): number {
  let term = Math.exp(-x / 2);
  let sum = 0;
  for (let j = 0; j < m; j += 1) {
    sum += term;
    term *= x / 2 / (j + 1);
  }
  return sum;
}

describe('ln Γ', () => {
  it('is ln (n - 1)! at integers and ln √π at a half', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n += 1) {
      // Up to 18! every factorial is exact in float64; a few ulp of the shifted argument's ln Γ.
      expect(Math.abs(logGamma(n) - Math.log(factorial))).toBeLessThan(2e-14);
      factorial *= n;
    }
    expect(Math.abs(logGamma(0.5) - 0.5 * Math.log(Math.PI))).toBeLessThan(1e-14);
  });

  it('duplicates: Γ(x) Γ(x + 1/2) = 2^{1-2x} √π Γ(2x) (property)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 5000, noNaN: true }), (x) => {
        const left = logGamma(x) + logGamma(x + 0.5);
        const right = (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + logGamma(2 * x);
        expect(Math.abs(left - right)).toBeLessThan(
          1e-14 + 8 * Number.EPSILON * (Math.abs(left) + 2 * x + 30),
        );
      }),
    );
  });

  it('is not a number where Γ has poles', () => {
    expect([0, -1, NaN].map(logGamma)).toEqual([NaN, NaN, NaN]);
  });
});

describe('the χ² law', () => {
  it('is exponential for two degrees of freedom', () => {
    for (const x of [1e-8, 0.1, 1, 3, 10, 100, 600]) {
      const exact = Math.exp(-x / 2);
      // Relative where the tail is the smaller share, else 1 minus the other.
      const scale = x / 2 < 2 ? 1 : exact;
      expect(Math.abs(chiSquareAbove(x, 2) - exact)).toBeLessThan(tolerance(1, x / 2) * scale);
      expect(Math.abs(chiSquareBelow(x, 2) - -Math.expm1(-x / 2))).toBeLessThan(tolerance(1, x / 2));
    }
  });

  it('is a Poisson sum for an even number of degrees (property)', () => {
    const degrees = fc.integer({ min: 1, max: 150 });
    fc.assert(
      fc.property(degrees, fc.double({ min: 0.01, max: 500, noNaN: true }), (m, x) => {
        const exact = poissonTail(x, m);
        // 150 rounded terms beside the law's own error; relative where the tail is the smaller share.
        const error = Math.abs(chiSquareAbove(x, 2 * m) - exact);
        expect(error).toBeLessThan(
          (tolerance(m, x / 2) + 300 * Number.EPSILON) * (x / 2 < m + 1 ? 1 : exact),
        );
      }),
    );
  });

  it('of one degree is the square of a normal number', () => {
    for (const p of [0.6, 0.9, 0.975, 0.999, 1 - 1e-9]) {
      const z = normalQuantile(p);
      // 1 - p loses digits: the quantile's error over the density.
      expect(Math.abs(chiSquareAbove(z * z, 1) - 2 * (1 - p))).toBeLessThan(1e-14);
      expect(Math.abs(normalBelow(z) - p)).toBeLessThan(1e-14);
      expect(Math.abs(normalBelow(-z) - (1 - p))).toBeLessThan(1e-14);
    }
    expect(normalBelow(0)).toBe(0.5);
  });

  it('has the percentiles of the tables (NIST/SEMATECH handbook, 1.3.6.7.4)', () => {
    const table = [
      [1, 0.95, 3.841],
      [5, 0.95, 11.07],
      [5, 0.99, 15.086],
      [10, 0.9, 15.987],
      [10, 0.05, 3.94],
      [30, 0.975, 46.979],
      [100, 0.999, 149.449],
      [100, 0.01, 70.065],
    ] as const;
    for (const [degrees, p, x] of table) {
      // Three printed decimals.
      expect(Math.abs(chiSquareQuantile(p, degrees) - x)).toBeLessThanOrEqual(5.0001e-4);
    }
  });

  it('has quantiles that its law brings back (property)', () => {
    const p = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
    fc.assert(
      fc.property(p, fc.integer({ min: 1, max: 4000 }), (level, degrees) => {
        const x = chiSquareQuantile(level, degrees);
        // The quantile is a float64: its last bit moves P by x · density, at most √degrees ulp.
        const allowed = tolerance(degrees / 2, x / 2) + 4 * Math.sqrt(degrees) * Number.EPSILON;
        expect(Math.abs(chiSquareBelow(x, degrees) - level)).toBeLessThan(allowed);
      }),
    );
  });

  it('knows its ends, and what is no law', () => {
    expect([chiSquareBelow(0, 3), chiSquareAbove(-1, 3), chiSquareAbove(Infinity, 3)]).toEqual([0, 1, 0]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect(chiSquareQuantile(2, 3)).toBeNaN();
    expect(gammaShares(-1, 1)).toEqual({ lower: NaN, upper: NaN });
  });
});
