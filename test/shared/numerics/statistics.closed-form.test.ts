import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NORMAL_95, summarise } from '@shared/numerics/statistics';
import { divideFixed, fixed, normalCdfFixed, normalDensityFixed, toNumber } from '../../builders/fixed-point';

describe('a summary', () => {
  it('of 1 … n has mean (n + 1)/2 and variance n(n + 1)/12', () => {
    for (const n of [2, 3, 10, 1000]) {
      const values = Array.from({ length: n }, (_, i) => i + 1);
      const sd = Math.sqrt((n * (n + 1)) / 12);
      const half = (NORMAL_95 * sd) / Math.sqrt(n);
      const summary = summarise(values)!;
      // The mean and the squares are exact or round once an addition: n ε at most.
      expect(summary).toMatchObject({ n, min: 1, max: n, mean: (n + 1) / 2 });
      expect(Math.abs(summary.sd! / sd - 1)).toBeLessThan(n * Number.EPSILON);
      expect(Math.abs(summary.ci95![0] - ((n + 1) / 2 - half))).toBeLessThan(2 * n * n * Number.EPSILON);
      expect(Math.abs(summary.ci95![1] - ((n + 1) / 2 + half))).toBeLessThan(2 * n * n * Number.EPSILON);
    }
  });

  it('of nothing is null; of one value has no spread', () => {
    expect(summarise([])).toBeNull();
    expect(summarise([-3])).toEqual({ n: 1, mean: -3, sd: null, ci95: null, min: -3, max: -3 });
  });

  it('does not cancel: a shift of 2^40 leaves the spread as it is', () => {
    // Sums of these numbers are exact, and so is their mean: the deviations are those of 1, 2, 3.
    expect(summarise([1, 2, 3].map((value) => value + 2 ** 40))!.sd).toBe(1);
  });

  it('turns round with its values (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2 }), (values) => {
        const [here, there] = [summarise(values)!, summarise(values.map((value) => -value))!];
        expect([there.mean, there.sd, there.min, there.max].map((x) => x! + 0)).toEqual(
          [-here.mean, here.sd, -here.max, -here.min].map((x) => x! + 0),
        );
      }),
    );
  });

  it('uses the point that leaves 2.5 % above it', () => {
    const x = fixed(NORMAL_95);
    const error = toNumber(divideFixed(normalCdfFixed(x) - fixed(0.975), normalDensityFixed(x)));
    // Half a unit in its last place, and 0.975's own rounding divided by the density 0.058.
    expect(Math.abs(error)).toBeLessThan(2 ** -53 + 2 ** -54 / 0.058);
  });
});
