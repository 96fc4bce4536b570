import { describe, expect, it } from 'vitest';
import { multiply } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import { symmetricEigen, topSymmetricEigenvalue } from '@shared/numerics/symmetric-eigen';

/** The second-difference matrix: eigenvalues 2 - 2 cos(kπ/(n + 1)). */
function secondDifferences(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    matrix[i * n + i] = 2;
    if (i + 1 < n) matrix[i * n + i + 1] = matrix[(i + 1) * n + i] = -1;
  }
  return matrix;
}

function randomSymmetric(n: number, scale: number): Float64Array {
  const draws = normals(keyAt(n, ['symmetric']), n * n);
  return draws.map((_, at) => scale * (draws[at]! + draws[(at % n) * n + Math.floor(at / n)]!));
}

describe('symmetric eigenvalues', () => {
  it.each([1, 2, 3, 10, 60])('of the second-difference matrix, n = %i', (n) => {
    const { values } = symmetricEigen(secondDifferences(n), n);
    values.forEach((value, k) => {
      // A few n ε ‖A‖, ‖A‖ < 4.
      expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(
        16 * n * Number.EPSILON,
      );
    });
  });

  it.each([
    [5, 1],
    [40, 1],
    [12, 1e-200],
    [12, 1e100],
  ])('of random matrices: A v = λ v with orthonormal v, n = %i, scale %d', (n, scale) => {
    const matrix = randomSymmetric(n, scale);
    const { values, vectors } = symmetricEigen(matrix, n);
    const size = Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
    const image = new Float64Array(n);
    for (let j = 0; j < n; j += 1) {
      const v = Float64Array.from({ length: n }, (_, i) => vectors[i * n + j]!);
      multiply(matrix, 0, n, n, v, image);
      image.forEach((entry, i) =>
        expect(Math.abs(entry - values[j]! * v[i]!)).toBeLessThan(16 * n * Number.EPSILON * size),
      );
      for (let k = 0; k <= j; k += 1) {
        const product = v.reduce((sum, entry, i) => sum + entry * vectors[i * n + k]!, 0);
        expect(Math.abs(product - Number(k === j))).toBeLessThan(16 * n * Number.EPSILON);
      }
    }
    expect(Math.abs(topSymmetricEigenvalue(matrix, n) - values[n - 1]!)).toBeLessThan(
      16 * n * Number.EPSILON * size,
    );
  });

  it('of diagonal, degenerate and zero matrices exactly', () => {
    expect([...symmetricEigen(Float64Array.of(3, 0, 0, 0, -1, 0, 0, 0, 3), 3).values]).toEqual([-1, 3, 3]);
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect(topSymmetricEigenvalue(Float64Array.of(7), 1)).toBe(7);
  });

  it('refuses what is not finite', () => {
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow(RangeError);
  });
});
