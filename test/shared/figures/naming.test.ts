import { describe, expect, it } from 'vitest';
import { isNamed } from '@shared/figures/naming';

const named = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => i).filter((index) => isNamed(index, count));

describe('which lines are named', () => {
  it('are all of a few', () => {
    expect(named(8)).toHaveLength(8);
  });

  it('are at most eight of many, with the first and the last', () => {
    for (const count of [9, 13, 25, 100, 999]) {
      const chosen = named(count);
      expect(chosen.length).toBeLessThanOrEqual(8);
      expect(chosen.length).toBeGreaterThanOrEqual(5);
      expect(chosen[0]).toBe(0);
      expect(chosen.at(-1)).toBe(count - 1);
    }
  });
});
