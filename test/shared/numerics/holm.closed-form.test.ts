import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holmAdjusted } from '@shared/numerics/holm';

describe('Holm’s adjusted p-values', () => {
  it('are the i-th smallest times m - i + 1, raised to the one before, at most 1', () => {
    // In order: 4 · 0.005, 3 · 0.01, 2 · 0.04, and 1 · 0.05, which is raised to 0.08.
    const adjusted = holmAdjusted([0.01, 0.04, 0.05, 0.005]);
    [0.03, 0.08, 0.08, 0.02].forEach((value, i) => expect(adjusted[i]).toBeCloseTo(value, 15));
    expect(holmAdjusted([0.9, 0.6])).toEqual([1, 1]);
    expect(holmAdjusted([])).toEqual([]);
  });

  it('reject what the sequential procedure rejects, in any order (property)', () => {
    const pValue = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(pValue, { maxLength: 12 }), (pValues) => {
        const level = 0.05;
        // As Holm states it: go up from the smallest while (m - i) p_i is below the level.
        const sorted = [...pValues].sort((a, b) => a - b);
        let rejected = 0;
        while (rejected < sorted.length && (sorted.length - rejected) * sorted[rejected]! < level)
          rejected += 1;
        expect(holmAdjusted(pValues).filter((p) => p < level).length).toBe(rejected);
      }),
    );
  });
});
