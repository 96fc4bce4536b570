import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poolSummaries } from '@shared/numerics/pooled-summary';
import { summarise } from '@shared/numerics/statistics';

describe('pooled summaries', () => {
  it('are those of the samples taken together', () => {
    const sample = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const pooled = poolSummaries(samples.map((values) => summarise(values)!))!;
        const direct = summarise(samples.flat())!;
        expect(pooled.n).toBe(direct.n);
        expect([pooled.min, pooled.max]).toEqual([direct.min, direct.max]);
        // Sums of at most 72 numbers of at most 100: errors of some 72 · 100 · 2⁻⁵³, squared deviations ten times that.
        expect(pooled.mean).toBeCloseTo(direct.mean, 11);
        if (direct.sd === null) expect(pooled.sd).toBeNull();
        else expect(pooled.sd! ** 2).toBeCloseTo(direct.sd ** 2, 8);
      }),
    );
  });

  it('have the interval of their own n and sd', () => {
    const pooled = poolSummaries([summarise([1, 2, 3])!, summarise([10])!])!;
    const direct = summarise([1, 2, 3, 10])!;
    expect(pooled.ci95![0]).toBeCloseTo(direct.ci95![0], 12);
    expect(pooled.ci95![1]).toBeCloseTo(direct.ci95![1], 12);
  });

  it('of nothing are nothing', () => {
    expect(poolSummaries([])).toBeNull();
  });
});
