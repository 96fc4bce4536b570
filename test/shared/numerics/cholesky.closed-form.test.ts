import { describe, expect, it } from 'vitest';
import { solvePositiveDefinite } from '@shared/numerics/cholesky';

describe('solvePositiveDefinite', () => {
  it('solves a system whose solution is known in integers', () => {
    // A = C Cᵀ with C = [[2,0,0],[1,3,0],[-1,2,1]]; b = A (1, -2, 3)ᵀ. All pivots are squares: no rounding at all.
    const a = Float64Array.of(4, 2, -2, 2, 10, 5, -2, 5, 6);
    const b = Float64Array.of(4 - 4 - 6, 2 - 20 + 15, -2 - 10 + 18);
    expect([...solvePositiveDefinite(a, 3, b)!]).toStrictEqual([1, -2, 3]);
  });

  it.each([
    ['indefinite', [1, 2, 2, 1]],
    ['singular', [1, 1, 1, 1]],
    ['not finite', [NaN, 0, 0, 1]],
  ])('refuses a matrix that is %s', (_, entries) => {
    expect(solvePositiveDefinite(Float64Array.from(entries), 2, Float64Array.of(1, 1))).toBeNull();
  });
});
