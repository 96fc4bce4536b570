import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, log, log1p, power } from '@shared/numerics/elementary';
import { expFixed, fixed, logFixed, multiplyFixed, ulpsFrom } from '../../builders/fixed-point';

const ONE = fixed(1);
const logOf = (x: number): bigint => logFixed(fixed(x), Math.log(x));

describe('elementary functions against 1600-bit arithmetic', () => {
  it('exp is within 2 ulp', () => {
    const boundaries = [-700, -33, -2, -1, 1, 2, 33, 500].map((k) => (k + 0.5) * Math.LN2);
    for (const at of boundaries) {
      // Either side of where the reduction changes its power of two: |r| is largest here.
      for (const x of [at, at * (1 + 1e-15), at * (1 - 1e-15)])
        expect(ulpsFrom(expFixed(fixed(x)), exp(x))).toBeLessThan(2);
    }
    fc.assert(
      fc.property(fc.double({ min: -708.3, max: 345, noNaN: true }), (x) => {
        expect(ulpsFrom(expFixed(fixed(x)), exp(x))).toBeLessThan(2);
      }),
    );
  });

  it('exp rounds once more at most in the subnormal range: within 1.5 of its spacing', () => {
    for (const x of [-708.4, -709.3, -720.123, -735.001, -744.4400719213812, -745.1332191019411])
      expect(ulpsFrom(expFixed(fixed(x)), exp(x))).toBeLessThan(1.5);
  });

  it('log is within 2 ulp, near 1 and for subnormals too', () => {
    const points = [Math.SQRT2, Math.SQRT1_2, 1 + 2 ** -52, 1 - 2 ** -53, 1 + 1e-9, 1 - 1e-5, 0.99, 1.01, 10];
    const extremes = [5e-324, 1.5e-310, 2 ** -1022, 1e-200, 1e150];
    for (const x of [...points, Math.SQRT2 * (1 + 3e-16), ...extremes])
      expect(ulpsFrom(logOf(x), log(x))).toBeLessThan(2);
    fc.assert(
      fc.property(fc.double({ min: Number.MIN_VALUE, max: 2 ** 499, noNaN: true }), (x) => {
        if (x !== 1) expect(ulpsFrom(logOf(x), log(x))).toBeLessThan(2);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 0.6, max: 1.7, noNaN: true }), (x) => {
        if (x !== 1) expect(ulpsFrom(logOf(x), log(x))).toBeLessThan(2);
      }),
    );
  });

  it('log1p is within 4 ulp: the two of log and one each of a difference, a product and a quotient', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: -0.999999, max: 3, noNaN: true }),
          fc.double({ min: -1e-7, max: 1e-7, noNaN: true }),
        ),
        (x) => {
          if (x === 0) return;
          const reference = logFixed(ONE + fixed(x), Math.log1p(x));
          // A half-ulp of each argument's spacing doubles at most between neighbouring binades.
          expect(ulpsFrom(reference, log1p(x))).toBeLessThan(4);
        },
      ),
    );
  });

  it('log1p does not overflow on the way to a finite value', () => {
    for (const x of [1e300, 1e306, Number.MAX_VALUE]) {
      // ln(1 + x) = ln x to rounding; both sides within a few ulp.
      expect(Math.abs(log1p(x) / Math.log(x) - 1)).toBeLessThan(4 * Number.EPSILON);
    }
  });

  it('powers lose 2.5 |t| + 2 units of 2^-52, t = exponent · ln base', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (base, exponent) => {
          if (base === 1 || exponent === 0) return;
          const t = multiplyFixed(fixed(exponent), logOf(base));
          const size = Math.abs(exponent * Math.log(base));
          // log's 2 ulp and the product's half are relative to t, then exp's 2 ulp.
          expect(ulpsFrom(expFixed(t), power(base, exponent))).toBeLessThan(2.5 * size + 2);
        },
      ),
    );
  });

  it('is exact where it must be', () => {
    expect([exp(0), exp(-0), log(1), log1p(0)]).toEqual([1, 1, 0, 0]);
    expect(Object.is(log1p(-0), -0)).toBe(true);
    expect([exp(-746), exp(709.9), log(-0), log1p(-1)]).toEqual([0, Infinity, -Infinity, -Infinity]);
    expect([log1p(-1.5), log(-1e-320), exp(NaN), log(NaN)]).toEqual([NaN, NaN, NaN, NaN]);
    // The largest double whose exponential is finite, and its neighbour.
    expect(exp(709.782712893384)).toBeLessThan(Infinity);
    expect(exp(709.7827128933841)).toBe(Infinity);
    for (let k = -1074; k <= 1023; k += 1) {
      // ln 2^k = k ln 2: one rounding of k·LN2_HIGH + k·LN2_LOW.
      expect(Math.abs(log(2 ** k) - k * Math.LN2)).toBeLessThanOrEqual(2 ** -52 * Math.abs(k));
    }
  });
});
