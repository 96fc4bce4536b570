import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '@shared/numerics/quantile';

// 0 and -0 are equal, and in no order.
const entry = fc.double({ noNaN: true, min: -1e9, max: 1e9 }).map((value) => value + 0);

describe('a quantile', () => {
  it('is NumPy’s', () => {
    // numpy.percentile's documented example: the values 10, 7, 4, 3, 2, 1.
    expect(quantile([10, 7, 4, 3, 2, 1], 0.5)).toBe(3.5);
    // h = 5 · 0.3 = 1.5 between 2 and 3; h = 5 · 0.9 = 4.5 between 7 and 10.
    expect(quantile([10, 7, 4, 3, 2, 1], 0.3)).toBe(2.5);
    expect(quantile([10, 7, 4, 3, 2, 1], 0.9)).toBe(8.5);
  });

  it('is an order statistic at i/(n - 1), whatever the order of the values (property)', () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        expect(quantile(values, 0)).toBe(sorted[0]);
        expect(quantile(values, 1)).toBe(sorted.at(-1));
        const middle = quantile(values, 0.5);
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
      }),
    );
  });

  it('of nothing is not a number', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});
