import { describe, expect, it } from 'vitest';
import { multiply } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import {
  eigenvalueError,
  symmetricEigen,
  symmetricEigenvalues,
  topSymmetricEigenvalue,
} from '@shared/numerics/symmetric-eigen';
import { finish } from '../../builders/finish';

/** The second-difference matrix: eigenvalues 2 - 2 cos(kπ/(n + 1)). */
function secondDifferences(n: number): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    matrix[i * n + i] = 2;
    if (i + 1 < n) matrix[i * n + i + 1] = matrix[(i + 1) * n + i] = -1;
  }
  return matrix;
}

/** (I - 2uuᵀ/u²) A (I - 2uuᵀ/u²), symmetric to the last bit. */
function reflected(matrix: Float64Array, u: Float64Array, squares: number): Float64Array {
  const n = u.length;
  const image = new Float64Array(n);
  multiply(matrix, 0, n, n, u, image);
  const form = image.reduce((sum, entry, i) => sum + entry * u[i]!, 0);
  return matrix.map((entry, at) => {
    const [i, j] = [Math.max(Math.floor(at / n), at % n), Math.min(Math.floor(at / n), at % n)];
    const cross = (2 * (u[i]! * image[j]! + image[i]! * u[j]!)) / squares;
    return entry - cross + (4 * form * u[i]! * u[j]!) / (squares * squares);
  });
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

  it.each([1, 2, 3, 60, 400])(
    'alone, after a reflection that fills the second-difference matrix, n = %i',
    (n) => {
      // I - 2uuᵀ from both sides keeps the eigenvalues and leaves no entry zero; it rounds a few ε‖A‖ an entry.
      const u = normals(keyAt(n, ['mirror']), n);
      const squares = u.reduce((sum, entry) => sum + entry * entry, 0);
      const mirrored = reflected(secondDifferences(n), u, squares);
      const values = finish(symmetricEigenvalues(mirrored, n));
      const bound = eigenvalueError(values);
      expect(bound).toBeLessThanOrEqual(16 * n * Number.EPSILON * 4.001);
      values.forEach((value, k) =>
        expect(Math.abs(value - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(bound),
      );
    },
  );

  it('says how far it is, from 0 to 1', () => {
    const shares = [...symmetricEigenvalues(secondDifferences(50), 50)];
    expect(shares).toHaveLength(48);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]!).toBeGreaterThan(0);
    expect(shares.at(-1)!).toBeLessThan(1);
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
