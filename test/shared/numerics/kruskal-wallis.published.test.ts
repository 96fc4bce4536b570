import { describe, expect, it } from 'vitest';
import { kruskalWallis } from '@shared/numerics/kruskal-wallis';

/** Five standard errors of a share estimated from 9999 permutations. */
function fiveErrors(p: number): number {
  return 5 * Math.sqrt((p * (1 - p)) / 9999) + 1 / 10_000;
}

describe('the test of Kruskal and Wallis', () => {
  it('has the statistic of SciPy’s documented examples, with and without ties', () => {
    const apart = kruskalWallis([
      [1, 3, 5, 7, 9],
      [2, 4, 6, 8, 10],
    ])!;
    expect(apart.statistic).toBeCloseTo(0.2727272727272734, 13);
    const tied = kruskalWallis([
      [1, 1, 1],
      [2, 2, 2],
      [2, 2],
    ])!;
    expect(tied.statistic).toBeCloseTo(7, 13);
    // Exactly: the three ones fill the first or the second group, 2 of the C(8, 3) = 56 ways to place them.
    expect(Math.abs(tied.pValue - 2 / 56)).toBeLessThan(fiveErrors(2 / 56));
  });

  it('has the p-value of all arrangements: of 3 and 3 apart, 2 of 20', () => {
    const { pValue } = kruskalWallis([
      [1, 2, 3],
      [4, 5, 6],
    ])!;
    expect(Math.abs(pValue - 0.1)).toBeLessThan(fiveErrors(0.1));
  });

  it('sees a shift of twenty values, and sees ranks only', () => {
    const values = Array.from({ length: 20 }, (_, i) => i);
    const shifted = values.map((value) => value + 15.5);
    const test = kruskalWallis([values, shifted])!;
    expect(test.pValue).toBe(1 / 10_000);
    const cubes = (sample: number[]): number[] => sample.map((value) => value * value * value);
    expect(kruskalWallis([cubes(values), cubes(shifted)])).toEqual(test);
  });

  it('finds nothing where all values are equal, and is no test of one group', () => {
    expect(kruskalWallis([[2, 2], [2]])).toEqual({ statistic: 0, pValue: 1 });
    expect(kruskalWallis([[1, 2, 3]])).toBeNull();
    expect(kruskalWallis([[1, 2, 3], []])).toBeNull();
  });
});
