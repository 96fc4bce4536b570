import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyAt, normals } from '@shared/numerics/random/content';
import { singularValues, type SingularValueDecomposition } from '@shared/numerics/singular-values';
import { flatten, jacobiEigenvalues, matrixOf, times, transpose } from '../../builders/linear-algebra';

const shapes = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 9 }),
  columns: fc.integer({ min: 1, max: 9 }),
  /** Of the factors of a product: a small one makes the matrix nearly of rank one. */
  grade: fc.constantFrom(0, 1e-3, 1e-8, 1e-14, 1),
  scale: fc.constantFrom(1, 1e-40, 1e-150, 1e120),
});

function draw(seed: number, rows: number, columns: number, grade: number, scale: number): Float64Array {
  const entries = normals(keyAt(seed, ['matrix']), rows * columns);
  const left = normals(keyAt(seed, ['left']), rows);
  const right = normals(keyAt(seed, ['right']), columns);
  return entries.map((x, at) => scale * (grade * x + left[Math.floor(at / columns)]! * right[at % columns]!));
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - b[i]!)), 0);
}

function product(
  { values, left, right }: SingularValueDecomposition,
  rows: number,
  columns: number,
): Float64Array {
  return Float64Array.from({ length: rows * columns }, (_, at) =>
    values.reduce(
      (sum, value, i) => sum + value * left[i]![Math.floor(at / columns)]! * right[i]![at % columns]!,
      0,
    ),
  );
}

function gramError(vectors: readonly Float64Array[]): number {
  const rows = vectors.map((vector) => [...vector]);
  const gram = times(rows, transpose(rows));
  return largestDifference(flatten(gram), flatten(rows.map((_, i) => rows.map((__, j) => Number(i === j)))));
}

describe('the singular value decomposition', () => {
  it('multiplies back to the matrix, with orthonormal vectors and descending values (property)', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns, grade, scale }) => {
        const a = draw(seed, rows, columns, grade, scale);
        const found = singularValues(a, rows, columns);
        const { values, left, right } = found;
        expect(values).toHaveLength(Math.min(rows, columns));
        expect(left[0]).toHaveLength(rows);
        expect(right[0]).toHaveLength(columns);
        for (let i = 1; i < values.length; i += 1) expect(values[i]).toBeLessThanOrEqual(values[i - 1]!);
        // Some ten sweeps of 36 rotations, each a few roundings of the largest singular value.
        expect(largestDifference(product(found, rows, columns), a)).toBeLessThanOrEqual(1e-13 * values[0]!);
        // Left vectors of values that are rounding are only as orthogonal as that: those above it are to ε·d.
        expect(gramError(left)).toBeLessThan(1e-12);
        expect(gramError(right)).toBeLessThan(1e-12);
      }),
      { numRuns: 400 },
    );
  });

  it('has the roots of the eigenvalues of AᵀA as its values (property)', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns }) => {
        const a = matrixOf(draw(seed, rows, columns, 1, 1), rows, columns);
        const small = rows >= columns ? times(transpose(a), a) : times(a, transpose(a));
        const roots = jacobiEigenvalues(small)
          .map((value) => Math.sqrt(Math.max(0, value)))
          .reverse();
        const { values } = singularValues(flatten(a), rows, columns);
        // The roots lose all below √(d·ε) of the largest.
        expect(largestDifference(values, roots)).toBeLessThan(1e-7 * values[0]!);
        expect(Math.abs(values[0]! - roots[0]!)).toBeLessThan(1e-13 * values[0]!);
      }),
    );
  });

  it('is that of the transpose with its sides exchanged (property)', () => {
    fc.assert(
      fc.property(shapes, ({ seed, rows, columns, grade, scale }) => {
        const a = draw(seed, rows, columns, grade, scale);
        const turned = flatten(transpose(matrixOf(a, rows, columns)));
        const { values } = singularValues(a, rows, columns);
        const other = singularValues(turned, columns, rows).values;
        expect(largestDifference(values, other)).toBeLessThanOrEqual(1e-13 * values[0]!);
      }),
    );
  });
});
