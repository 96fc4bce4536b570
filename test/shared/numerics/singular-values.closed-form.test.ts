import { describe, expect, it } from 'vitest';
import { scaledNorm } from '@shared/numerics/dense';
import { singularValues } from '@shared/numerics/singular-values';

/** Relative to each value: rotations and norms take some ten roundings, a few of them a sweep. */
const RELATIVE = 1e-14;

function close(found: ArrayLike<number>, expected: readonly number[]): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((value, i) =>
    expect(Math.abs(found[i]! - value)).toBeLessThanOrEqual(RELATIVE * Math.abs(value)),
  );
}

describe('singular values against closed forms', () => {
  it('of a diagonal, whatever its order, signs and shape', () => {
    close(singularValues(Float64Array.of(3, 0, 0, 0, -4, 0), 2, 3).values, [4, 3]);
    close(singularValues(Float64Array.of(0, 2, -7, 0, 0, 0), 3, 2).values, [7, 2]);
  });

  it('of a row: its norm, with the row’s direction', () => {
    const { values, left, right } = singularValues(Float64Array.of(3, -4), 1, 2);
    close(values, [5]);
    const sign = left[0]![0]!;
    close(
      right[0]!.map((x) => x * sign),
      [0.6, -0.8],
    );
  });

  it('of [[1, 1], [0, 1]]: the golden ratio and its inverse', () => {
    const golden = (1 + Math.sqrt(5)) / 2;
    close(singularValues(Float64Array.of(1, 1, 0, 1), 2, 2).values, [golden, 1 / golden]);
  });

  it('of a rank-one matrix: ‖u‖‖v‖ and zeros, with orthonormal vectors all the same', () => {
    const { values, left, right } = singularValues(Float64Array.of(1, 2, 2, 2, 4, 4, 2, 4, 4), 3, 3);
    close(values.subarray(0, 1), [9]);
    // The rounding of entries of size 9.
    expect(values[1]).toBeLessThan(1e-15 * 9);
    for (const side of [left, right]) {
      for (const [i, a] of side.entries()) {
        for (const [j, b] of side.entries()) {
          const inner = a.reduce((sum, x, k) => sum + x * b[k]!, 0);
          expect(Math.abs(inner - Number(i === j))).toBeLessThan(1e-14);
        }
      }
    }
  });

  it('of zeros: zeros, with unit vectors', () => {
    const { values, left, right } = singularValues(new Float64Array(6), 2, 3);
    close(values, [0, 0]);
    for (const vector of [...left, ...right]) expect(scaledNorm(vector)).toBe(1);
  });

  it.each([1e-40, 1e-160, 1e-300, 1e160, 1e300])('keeps its digits at the scale %d', (scale) => {
    const golden = (1 + Math.sqrt(5)) / 2;
    const { values } = singularValues(Float64Array.of(scale, scale, 0, scale), 2, 2);
    close(values, [golden * scale, scale / golden]);
  });

  it('of a graded matrix to relative accuracy: roots of the eigenvalues of AᵀA would lose the small one', () => {
    // Columns (1, 1) and δ(1, -1)·10⁻²⁰ after a rotation: [[1, δ], [1, -δ]] has √2 and √2 δ.
    for (const small of [1e-9, 1e-20, 1e-170]) {
      close(singularValues(Float64Array.of(1, small, 1, -small), 2, 2).values, [
        Math.SQRT2,
        Math.SQRT2 * small,
      ]);
      // The same from rows, and with the small column first.
      close(singularValues(Float64Array.of(small, -small, 1, 1), 2, 2).values, [
        Math.SQRT2,
        Math.SQRT2 * small,
      ]);
    }
    // [[1, 1], [0, δ]]: det = δ = σ_1 σ_2, σ_1 = √2 up to δ².
    close(singularValues(Float64Array.of(1, 1, 0, 1e-30), 2, 2).values, [Math.SQRT2, 1e-30 / Math.SQRT2]);
  });

  it('reads from an offset and refuses what is not finite', () => {
    close(singularValues(Float64Array.of(9, 9, 0, 5, 0, 0), 2, 2, 2).values, [5, 0]);
    for (const bad of [NaN, Infinity])
      expect(() => singularValues(Float64Array.of(1, bad), 1, 2)).toThrow(RangeError);
  });
});
