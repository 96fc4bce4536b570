import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  symmetricEigen,
  symmetricEigenvalues,
  topSymmetricEigenvalue,
} from '@shared/numerics/symmetric-eigen';
import { keyAt, normals } from '@shared/numerics/random/content';
import { finish } from '../../builders/finish';
import {
  flatten,
  jacobiEigenvalues,
  matrixOf,
  times,
  transpose,
  type Matrix,
} from '../../builders/linear-algebra';

/** Jacobi's error and Householder-QL's: a few n ε ‖A‖ each. */
const bound = (n: number, size: number): number => 16 * n * Number.EPSILON * size;

/** Orthonormal columns by Gram-Schmidt, twice. */
function randomOrthogonal(n: number, seed: number): Matrix {
  const columns = transpose(matrixOf(normals(keyAt(seed, ['orthogonal']), n * n), n, n));
  columns.forEach((column, j) => {
    for (let pass = 0; pass < 2; pass += 1) {
      for (const other of columns.slice(0, j)) {
        const part = column.reduce((sum, value, i) => sum + value * other[i]!, 0);
        column.forEach((_, i) => (column[i]! -= part * other[i]!));
      }
    }
    const length = Math.hypot(...column);
    column.forEach((_, i) => (column[i]! /= length));
  });
  return transpose(columns);
}

/** Q diag(values) Qᵀ, made symmetric to the last bit. */
function planted(values: readonly number[], seed: number): Matrix {
  const q = randomOrthogonal(values.length, seed);
  const a = times(
    q.map((row) => row.map((entry, j) => entry * values[j]!)),
    transpose(q),
  );
  return a.map((row, i) => row.map((_, j) => a[Math.min(i, j)]![Math.max(i, j)]!));
}

function check(a: Matrix, expected: readonly number[]): void {
  const n = a.length;
  const size = Math.max(...expected.map(Math.abs));
  const { values, vectors } = symmetricEigen(flatten(a), n);
  values.forEach((value, k) => expect(Math.abs(value - expected[k]!)).toBeLessThanOrEqual(bound(n, size)));
  const alone = finish(symmetricEigenvalues(flatten(a), n));
  alone.forEach((value, k) => expect(Math.abs(value - expected[k]!)).toBeLessThanOrEqual(bound(n, size)));
  const top = topSymmetricEigenvalue(flatten(a), n);
  expect(Math.abs(top - expected.at(-1)!)).toBeLessThanOrEqual(bound(n, size));
  const v = matrixOf(vectors, n, n);
  times(a, v).forEach((row, i) =>
    row.forEach((entry, j) =>
      expect(Math.abs(entry - values[j]! * v[i]![j]!)).toBeLessThanOrEqual(bound(n, size)),
    ),
  );
  times(transpose(v), v).forEach((row, i) =>
    row.forEach((entry, j) => expect(Math.abs(entry - Number(i === j))).toBeLessThan(bound(n, 1))),
  );
}

describe('symmetric eigenvalues against Jacobi rotations', () => {
  it('of random integer matrices, singular and repeated ones among them (property)', () => {
    const entries = fc
      .integer({ min: 1, max: 9 })
      .chain((n) => fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n * n, maxLength: n * n }));
    fc.assert(
      fc.property(entries, fc.constantFrom(1, 1e-250, 1e-30, 1e120, 1e290), (list, scale) => {
        const n = Math.sqrt(list.length);
        const whole = matrixOf(list, n, n);
        const a = whole.map((row, i) => row.map((entry, j) => entry + whole[j]![i]!));
        // Jacobi at an ordinary size; scaling by a number costs one rounding an entry.
        const values = jacobiEigenvalues(a).map((value) => value * scale);
        check(
          a.map((row) => row.map((entry) => entry * scale)),
          values,
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['repeated', [-1, -1, 2, 2, 2, 2, 7]],
    ['all equal', [3, 3, 3, 3]],
    ['rank one', [0, 0, 0, 0, 5]],
    ['close', [1, 1 + 1e-14, 1 + 2e-14, 1 + 1e-7]],
    ['graded', [1e-12, 1e-8, 1e-4, 1]],
    ['of both signs', [-1e6, -1, 1e-6, 1e6]],
  ])('gives back a planted spectrum: %s', (_, values) => {
    // Planting rounds every entry, which moves eigenvalues by up to n ε ‖A‖, well inside the bound.
    for (const seed of [1, 2, 3]) check(planted(values, seed), values);
  });

  it.each([
    [10, 40],
    [1, 64],
    [15, 64],
    [2, 100],
  ])('of the Gram matrix of %i rows in %i columns: those of the small one, and zeros', (rows, columns) => {
    // XᵀX and XXᵀ share their non-zero eigenvalues; the zeros come out as rounding errors, which once met no bound.
    for (let seed = 0; seed < 5; seed += 1) {
      const x = matrixOf(normals(keyAt(seed, ['rows']), rows * columns), rows, columns);
      const few = jacobiEigenvalues(times(x, transpose(x)));
      check(times(transpose(x), x), [...new Array<number>(columns - rows).fill(0), ...few]);
    }
  });

  it('of entries that differ by hundreds of orders of magnitude', () => {
    // Below-diagonal entries far smaller than the norm count for nothing, those of an isolated block for all.
    check(
      [
        [1, 0, 0, 0],
        [0, 0, 1e-200, 1e-200],
        [0, 1e-200, 0, 1e-200],
        [0, 1e-200, 1e-200, 0],
      ],
      [-1e-200, -1e-200, 2e-200, 1],
    );
  });

  it('refuses what is not finite, on the diagonal of one or many rows too', () => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      for (const matrix of [[bad], [bad, 0, 0, 1], [1, bad, bad, 1]]) {
        const n = Math.sqrt(matrix.length);
        expect(() => symmetricEigen(Float64Array.from(matrix), n)).toThrow(RangeError);
        expect(() => finish(symmetricEigenvalues(Float64Array.from(matrix), n))).toThrow(RangeError);
        expect(topSymmetricEigenvalue(Float64Array.from(matrix), n)).toBeNaN();
      }
    }
  });
});
