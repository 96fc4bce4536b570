import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { independentProportions, pairedProportions } from '@shared/numerics/proportion-difference';

describe('the difference of two independent proportions', () => {
  // Newcombe 1998 (Statistics in Medicine 17, 873–890), table II, method 10, for the first minus the second.
  const TABLE = [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ] as const;

  it.each(TABLE)('%i of %i less %i of %i', (k1, n1, k2, n2, low, high) => {
    const { difference, interval } = independentProportions(k2, n2, k1, n1)!;
    expect(difference).toBeCloseTo(k1 / n1 - k2 / n2, 14);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('has Fisher’s probability: his tea, 2 · 17/70', () => {
    expect(independentProportions(1, 4, 3, 4)!.pValue).toBeCloseTo(34 / 70, 12);
  });

  it('turns round with its sides (property)', () => {
    const sample = fc
      .integer({ min: 1, max: 60 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(sample, sample, ([k1, n1], [k2, n2]) => {
        const there = independentProportions(k1, n1, k2, n2)!;
        const back = independentProportions(k2, n2, k1, n1)!;
        expect(back.difference).toBeCloseTo(-there.difference, 14);
        expect(back.interval[0]).toBeCloseTo(-there.interval[1], 12);
        expect(back.pValue).toBeCloseTo(there.pValue, 10);
        expect(there.interval[0]).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(there.interval[1]).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it('is null of nothing', () => {
    expect(independentProportions(0, 0, 1, 2)).toBeNull();
  });
});

describe('the difference of two proportions of pairs', () => {
  it('is Newcombe’s example: 36 pairs of both, 12 and 2 of one, 0 of neither', () => {
    // Newcombe 1998 (Statistics in Medicine 17, 2635–2650), method 10: 0.0569 to 0.3404.
    const { difference, interval } = pairedProportions({
      both: 36,
      onlySecond: 12,
      onlyFirst: 2,
      neither: 0,
    })!;
    expect(difference).toBeCloseTo(0.2, 14);
    expect(interval[0]).toBeCloseTo(0.0569, 4);
    expect(interval[1]).toBeCloseTo(0.3404, 4);
  });

  it('tests by the pairs that differ alone: 1 of 6 has 2 (1 + 6)/64', () => {
    const counts = { both: 100, neither: 3, onlyFirst: 1, onlySecond: 5 };
    expect(pairedProportions(counts)!.pValue).toBeCloseTo(14 / 64, 14);
    expect(pairedProportions({ ...counts, both: 0, neither: 900 })!.pValue).toBeCloseTo(14 / 64, 14);
  });

  it('has probability 1 where as many differ either way, or none does', () => {
    expect(pairedProportions({ both: 4, neither: 4, onlyFirst: 3, onlySecond: 3 })!.pValue).toBe(1);
    expect(pairedProportions({ both: 4, neither: 4, onlyFirst: 0, onlySecond: 0 })!.pValue).toBe(1);
  });

  it('is narrower than for independent samples where pairs agree', () => {
    const paired = pairedProportions({ both: 20, neither: 20, onlyFirst: 1, onlySecond: 4 })!;
    const apart = independentProportions(21, 45, 24, 45)!;
    expect(paired.difference).toBeCloseTo(apart.difference, 14);
    expect(paired.interval[1] - paired.interval[0]).toBeLessThan(
      0.7 * (apart.interval[1] - apart.interval[0]),
    );
  });
});
