import { describe, expect, it } from 'vitest';
import { exp, log, log10, log1p, power } from '@shared/numerics/elementary';

/** Both sides carry at most an ulp, or two: 4 ε covers their difference. */
const ULPS = 4 * Number.EPSILON;
const relative = (value: number, reference: number): number => Math.abs(value / reference - 1);

describe('elementary functions against the engine’s own', () => {
  it('exp over its whole range', () => {
    for (let x = -708; x < 709.7; x += 0.0917) expect(relative(exp(x), Math.exp(x))).toBeLessThan(ULPS);
    // In the subnormal range the spacing, 2^-1074, is the error.
    expect(Math.abs(exp(-744) - Math.exp(-744))).toBeLessThanOrEqual(2 ** -1073);
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(800), exp(-800)]).toEqual([
      1,
      0,
      Infinity,
      Infinity,
      0,
    ]);
    expect(exp(NaN)).toBeNaN();
  });

  it('log over its whole range', () => {
    for (let x = 5e-324; x < 1e308; x *= 1.7) expect(relative(log(x), Math.log(x))).toBeLessThan(ULPS);
    for (let x = 0.4; x < 2.2; x += 0.00037) {
      // Near 1 the result is small: its error is an ulp of ln(x), not of 1.
      expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(ULPS * Math.abs(Math.log(x)));
    }
    expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity]);
    expect(log(-1)).toBeNaN();
  });

  it('log1p keeps small arguments', () => {
    for (const x of [1e-300, -1e-17, 3e-9, -0.3, 0.7, 1e10])
      expect(relative(log1p(x), Math.log1p(x))).toBeLessThan(ULPS);
    expect([log1p(0), log1p(-1), log1p(Infinity)]).toEqual([0, -Infinity, Infinity]);
  });

  it('powers, relative to |exponent · ln base|', () => {
    for (const [base, exponent] of [
      [2, 10],
      [0.3, -7.5],
      [1e-5, 0.4],
      [9, 0.5],
    ] as const) {
      const bound = (4 + Math.abs(exponent * Math.log(base))) * ULPS;
      expect(relative(power(base, exponent), base ** exponent)).toBeLessThan(bound);
    }
    expect([power(0, 2), power(0, 0), power(0, -1), power(7, 1)]).toEqual([0, 1, Infinity, 7]);
    expect(relative(log10(1234.5), Math.log10(1234.5))).toBeLessThan(ULPS);
  });
});
