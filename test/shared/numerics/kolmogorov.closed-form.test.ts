import { describe, expect, it } from 'vitest';
import { kolmogorovAbove, kolmogorovDistance } from '@shared/numerics/kolmogorov';

describe('Kolmogorov’s law', () => {
  it('is its dual series, √(2π)/x Σ_j e^{-(2j-1)²π²/(8x²)}, which converges where the other does not', () => {
    for (const x of [0.31, 0.5, 0.83, 1, 1.36, 1.63, 2.5]) {
      let sum = 0;
      for (let j = 1; j <= 20; j += 1) sum += Math.exp((-((2 * j - 1) ** 2) * Math.PI ** 2) / (8 * x * x));
      // Alternating terms of at most 2 and their roundings.
      expect(Math.abs(1 - kolmogorovAbove(x) - (Math.sqrt(2 * Math.PI) / x) * sum)).toBeLessThan(1e-14);
    }
    expect(kolmogorovAbove(0)).toBe(1);
  });

  it('has the usual critical values 1.36 and 1.63 for 5 % and 1 %, to their two decimals', () => {
    expect(kolmogorovAbove(1.355)).toBeGreaterThan(0.05);
    expect(kolmogorovAbove(1.365)).toBeLessThan(0.05);
    expect(kolmogorovAbove(1.625)).toBeGreaterThan(0.01);
    expect(kolmogorovAbove(1.635)).toBeLessThan(0.01);
  });

  it('measures the distance of a sample from a law (worked out by hand)', () => {
    // Steps of 1/4 at 0.1, 0.2, 0.6, 0.9 against the uniform law: largest just after 0.2, 0.5 - 0.2.
    const { distance } = kolmogorovDistance(Float64Array.of(0.1, 0.2, 0.6, 0.9));
    expect(distance).toBeCloseTo(0.3, 14);
    // One value in the middle: 1/2 on either side.
    expect(kolmogorovDistance(Float64Array.of(0.5)).distance).toBe(0.5);
    // The gap below a value counts as well.
    expect(kolmogorovDistance(Float64Array.of(0.9)).distance).toBe(0.9);
  });
});
