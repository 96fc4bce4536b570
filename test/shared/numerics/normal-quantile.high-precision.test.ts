import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyAt, normalQuantile, normals, openUnit } from '@shared/numerics/random/content';
import { threefry2x32 } from '@shared/numerics/random/threefry';
import { divideFixed, fixed, normalCdfFixed, normalDensityFixed, toNumber } from '../../builders/fixed-point';

/** Relative error of x as the quantile at p, by one Newton step on Φ in 1600-bit arithmetic. */
function relativeError(p: number, x: number): number {
  const at = fixed(x);
  const step = divideFixed(normalCdfFixed(at) - fixed(p), normalDensityFixed(at));
  return Math.abs(toNumber(divideFixed(step, at)));
}

/** AS 241 promises about 10⁻¹⁶; its two polynomials, the root and the logarithm round a few times more. */
const BOUND = 1e-15;

describe('the normal quantile against Newton’s step on Φ', () => {
  it('holds over the whole range of the draws, 2^-54 to 1 - 2^-53 (property)', () => {
    const inside = fc.double({ min: 2 ** -54, max: 1 - 2 ** -53, noNaN: true });
    const lower = fc.double({ min: -54, max: -1, noNaN: true }).map((exponent) => 2 ** exponent);
    fc.assert(
      fc.property(fc.oneof(inside, lower), (p) => {
        // Near ½, p - ½ is exact and so the relative error stays small.
        if (p !== 0.5) expect(relativeError(p, normalQuantile(p))).toBeLessThan(BOUND);
      }),
      { numRuns: 200 },
    );
  });

  it('holds either side of the seams of its three pieces, and far out', () => {
    // |p - ½| = 0.425, and √(-ln p) = 5.
    const seams = [0.075, 0.925, Math.exp(-25)];
    for (const seam of seams) {
      for (const p of [seam * (1 - 1e-12), seam, seam * (1 + 1e-12)])
        expect(relativeError(p, normalQuantile(p))).toBeLessThan(BOUND);
    }
    // Φ cancels against ½, which 1600 bits allow down to about 10⁻²⁰⁰.
    for (const p of [1e-20, 1e-100, 1e-150]) expect(relativeError(p, normalQuantile(p))).toBeLessThan(BOUND);
  });

  it('is 0 at one half, and odd about it', () => {
    expect(normalQuantile(0.5)).toBe(0);
    // 1 - p is exact for these p.
    for (const p of [0.25, 0.125, 2 ** -20, 2 ** -53]) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  });
});

describe('the uniform number under a normal draw', () => {
  it('is the top 53 bits and a half, strictly inside (0, 1) at both ends', () => {
    expect(openUnit(0, 0)).toBe(2 ** -54);
    // 5 and 6 low bits are dropped; bit 5 of the first word is worth 2^-27, bit 6 of the second 2^-53.
    expect(openUnit(31, 63)).toBe(2 ** -54);
    expect(openUnit(32, 0)).toBe(2 ** -27 + 2 ** -54);
    expect(openUnit(0, 64)).toBe(2 ** -53 + 2 ** -54);
    expect(openUnit(0x80000000, 0)).toBe(0.5);
    const last = openUnit(0xffffffff, 0xffffffff);
    expect(last).toBe(1 - 2 ** -53);
    // Without the cut this draw would be NaN.
    expect(normalQuantile(last)).toBeGreaterThan(8.2);
    expect(normalQuantile(last)).toBeLessThan(8.3);
  });

  it('makes draw i from the hash of the counter (i, 0)', () => {
    const key = keyAt(9, ['draws']);
    normals(key, 20).forEach((value, i) => {
      const [high, low] = threefry2x32(key[0], key[1], i, 0);
      expect(value).toBe(normalQuantile(openUnit(high, low)));
    });
  });
});
