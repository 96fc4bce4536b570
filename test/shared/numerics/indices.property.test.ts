import { describe, expect, it } from 'vitest';
import { keyAt } from '@shared/numerics/random/content';
import { indexAt } from '@shared/numerics/random/indices';

const KEY = keyAt(5, ['test']);

describe('random indices', () => {
  it('are integers from 0 to count - 1, each as likely as the others', () => {
    const [count, draws] = [7, 70_000];
    const counts = new Array<number>(count).fill(0);
    for (let i = 0; i < draws; i += 1) counts[indexAt(KEY, i, 0, count)]! += 1;
    expect(counts.reduce((sum, times) => sum + times, 0)).toBe(draws);
    // Pearson's χ² with 6 degrees of freedom exceeds 22.5 in one of a thousand samples; this one is fixed.
    const chiSquare = counts.reduce((sum, times) => sum + (times - draws / count) ** 2 / (draws / count), 0);
    expect(chiSquare).toBeLessThan(22.5);
  });

  it('depend on their address alone, and on all of it', () => {
    expect(indexAt(KEY, 3, 1, 1000)).toBe(indexAt(KEY, 3, 1, 1000));
    const at = (i: number, round: number): number => indexAt(KEY, i, round, 1_000_000);
    expect(new Set([at(0, 0), at(1, 0), at(0, 1), at(1, 1)]).size).toBe(4);
    expect(indexAt(KEY, 9, 9, 1)).toBe(0);
  });
});
