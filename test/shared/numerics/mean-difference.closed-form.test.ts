import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapDifference95, pairedDifference, welchDifference } from '@shared/numerics/mean-difference';
import { student95 } from '@shared/numerics/student-t';

describe('the mean of paired differences', () => {
  it('of two: Cauchy’s point times half their distance', () => {
    // n = 2: s/√n = |d₁ - d₂|/2, one degree of freedom; p by the arc tangent.
    const found = pairedDifference([1, 4])!;
    expect(found.difference).toBe(2.5);
    expect(found.interval![1]).toBeCloseTo(2.5 + 1.5 * Math.tan(0.475 * Math.PI), 9);
    expect(found.pValue).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(2.5 / 1.5), 12);
  });

  it('is Student’s own example: sleep gained with two drugs', () => {
    // Student 1908 as in R's data set "sleep": t = 4.0621 with 9 degrees, p = 0.002833, interval 0.7001 to 2.4599.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const found = pairedDifference(first.map((value, i) => second[i]! - value))!;
    expect(found.difference).toBeCloseTo(1.58, 12);
    expect(found.pValue).toBeCloseTo(0.002833, 6);
    expect(found.interval![0]).toBeCloseTo(0.7001142, 6);
    expect(found.interval![1]).toBeCloseTo(2.4598858, 6);
    // The same without the pairs, by Welch: degrees 17.776, p = 0.07939, interval -0.2054832 to 3.3654832.
    const apart = welchDifference(first, second)!;
    expect(apart.degrees).toBeCloseTo(17.776, 3);
    expect(apart.pValue).toBeCloseTo(0.07939, 5);
    expect(apart.interval![0]).toBeCloseTo(-0.2054832, 6);
    expect(apart.interval![1]).toBeCloseTo(3.3654832, 6);
  });

  it('knows nothing of the spread of one, and no probability where there is no spread', () => {
    expect(pairedDifference([3])).toEqual({ difference: 3, interval: null, pValue: null, degrees: null });
    expect(pairedDifference([0, 0, 0])).toMatchObject({ interval: [0, 0], pValue: null });
    expect(pairedDifference([])).toBeNull();
  });
});

describe('Welch’s difference', () => {
  it('has n₁ + n₂ - 2 degrees for equal spreads and sizes', () => {
    const found = welchDifference([0, 1, 2, 3], [10, 11, 12, 13])!;
    expect(found.degrees).toBeCloseTo(6, 12);
    // s² = 5/3 on both sides: standard error √(2 · 5/3/4).
    expect(found.interval![0]).toBeCloseTo(10 - student95(6) * Math.sqrt(5 / 6), 10);
  });

  it('counts a side without spread as known', () => {
    const found = welchDifference([5, 5, 5], [1, 2, 3, 6])!;
    expect(found.degrees).toBeCloseTo(3, 12);
    expect(found.difference).toBe(-2);
  });

  it('is unchanged by a shift and turns round with its sides (property)', () => {
    const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (first, second) => {
        const found = welchDifference(first, second)!;
        const back = welchDifference(second, first)!;
        expect(back.difference).toBe(-found.difference);
        expect(back.interval![0]).toBeCloseTo(-found.interval![1], 9);
      }),
    );
  });
});

describe('the bootstrap of a difference', () => {
  it('is a function of its seed, and about Welch’s interval for regular samples', () => {
    const first = Array.from({ length: 60 }, (_, i) => i % 10);
    const second = Array.from({ length: 50 }, (_, i) => 3 + ((i * 7) % 10));
    const found = bootstrapDifference95(first, second, 5)!;
    expect(bootstrapDifference95(first, second, 5)).toEqual(found);
    expect(bootstrapDifference95(first, second, 6)).not.toEqual(found);
    const [low, high] = welchDifference(first, second)!.interval!;
    // 1000 resamples: an end is known to about a tenth of the half-width.
    expect(Math.abs(found[0] - low)).toBeLessThan(0.1 * (high - low));
    expect(Math.abs(found[1] - high)).toBeLessThan(0.1 * (high - low));
  });

  it('is null of a sample of one', () => {
    expect(bootstrapDifference95([1], [1, 2])).toBeNull();
  });
});
