import { describe, expect, it } from 'vitest';
import { effectiveRank } from '@shared/numerics/effective-rank';

describe('effective rank', () => {
  it.each([1, 2, 7])('of %i equal singular values is their number, by either definition', (count) => {
    const found = effectiveRank(Float64Array.from([...new Array<number>(count).fill(3.7), 0, 0]))!;
    expect(found.stable).toBeCloseTo(count, 13);
    expect(found.entropy).toBeCloseTo(count, 13);
  });

  it('of 2 and 1 is 5/4, and 3/∛4', () => {
    const found = effectiveRank(Float64Array.of(1, 2))!;
    expect(found.stable).toBeCloseTo(1.25, 14);
    // q = (2/3, 1/3): exp(ln 3 - (2/3) ln 2).
    expect(found.entropy).toBeCloseTo(3 / Math.cbrt(4), 13);
  });

  it('does not depend on the scale, however far from 1', () => {
    const small = effectiveRank(Float64Array.of(1e-200, 2e-200))!;
    expect(small.stable).toBeCloseTo(1.25, 14);
    expect(effectiveRank(Float64Array.of(1e200, 2e200))!.entropy).toBeCloseTo(small.entropy, 13);
  });

  it('is none of the zero matrix', () => {
    expect(effectiveRank(new Float64Array(3))).toBeNull();
    expect(effectiveRank(Float64Array.of(1, NaN))).toBeNull();
  });
});
