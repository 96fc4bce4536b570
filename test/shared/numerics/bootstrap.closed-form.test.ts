import { describe, expect, it } from 'vitest';
import { bootstrapMean95 } from '@shared/numerics/bootstrap';
import { NORMAL_95 } from '@shared/numerics/statistics';

describe('the bootstrap interval of a mean', () => {
  it('of two values reaches from one to the other: each is the mean of a quarter of the resamples', () => {
    expect(bootstrapMean95([0, 1])).toEqual([0, 1]);
  });

  it('of many values is the normal one with the standard deviation of the sample', () => {
    const n = 400;
    const interval = bootstrapMean95(
      Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : -1)),
      0,
      20_000,
    )!;
    // Means are (2 B - n)/n with B binomial, sd 1/20, on a lattice of 2/n. The 2.5 % quantile of 20 000 draws has the
    // standard error √(0.025 · 0.975/20 000)/(20 φ(1.96)) = 0.00095: five of these and a lattice step.
    const tolerance = 5 * 0.00095 + 2 / n;
    expect(Math.abs(interval[0] + NORMAL_95 / 20)).toBeLessThan(tolerance);
    expect(Math.abs(interval[1] - NORMAL_95 / 20)).toBeLessThan(tolerance);
  });

  it('follows the skew of one far value among twenty', () => {
    const [low, high] = bootstrapMean95([20, ...Array.from({ length: 19 }, () => 0)])!;
    // (1 - 1/20)²⁰ = 36 % of the means are 0; P(3 or more copies) = 7.5 %, P(4 or more) = 1.6 %: 97.5 % is at 3 copies.
    expect(low).toBe(0);
    expect(high).toBe(3);
  });

  it('is a function of the values and the seed', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(bootstrapMean95(values, 1)).toEqual(bootstrapMean95(values, 1));
    expect(bootstrapMean95(values, 1)).not.toEqual(bootstrapMean95(values, 2));
    // Sums of small integers and powers of two are exact.
    const scaled = bootstrapMean95(values.map((value) => 4 * value))!;
    expect(scaled).toEqual(bootstrapMean95(values)!.map((end) => 4 * end));
    expect(bootstrapMean95([5, 5, 5])).toEqual([5, 5]);
  });

  it('of fewer than two values does not exist', () => {
    expect(bootstrapMean95([])).toBeNull();
    expect(bootstrapMean95([1])).toBeNull();
  });
});
