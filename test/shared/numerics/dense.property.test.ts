import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addScaled,
  allFinite,
  dot,
  gram,
  multiply,
  multiplyTransposed,
  norm,
  scaleInPlace,
} from '@shared/numerics/dense';
import { matrixOf, times, transpose } from '../../builders/linear-algebra';

/** Integers: every product and sum is exact, so that any correct order gives the same numbers. */
const shaped = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 }))
  .chain(([rows, columns, offset]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      offset: fc.constant(offset),
      a: fc.array(fc.integer({ min: -99, max: 99 }), {
        minLength: offset + rows * columns,
        maxLength: offset + rows * columns,
      }),
      x: fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 6, maxLength: 6 }),
    }),
  );
const plain = (list: Iterable<number>): number[] => Array.from(list, (value) => value + 0);

describe('dense kernels against matrices as lists', () => {
  it('multiply and multiplyTransposed, from an offset, into a longer array (property)', () => {
    fc.assert(
      fc.property(shaped, ({ rows, columns, offset, a, x }) => {
        const flat = Float64Array.from(a);
        const vector = Float64Array.from(x);
        const matrix = matrixOf(a, rows, columns, offset);
        const forward = new Float64Array(7).fill(NaN);
        multiply(flat, offset, rows, columns, vector, forward);
        expect(plain(forward.slice(0, rows))).toEqual(
          plain(
            times(
              matrix,
              x.slice(0, columns).map((value) => [value]),
            ).flat(),
          ),
        );
        expect(forward.slice(rows).every(Number.isNaN)).toBe(true);
        const backward = new Float64Array(7).fill(NaN);
        multiplyTransposed(flat, offset, rows, columns, vector, backward);
        expect(plain(backward.slice(0, columns))).toEqual(
          plain(
            times(
              transpose(matrix),
              x.slice(0, rows).map((value) => [value]),
            ).flat(),
          ),
        );
        expect(backward.slice(columns).every(Number.isNaN)).toBe(true);
        expect([...flat]).toEqual(a);
      }),
    );
  });

  it('gram is AᵀA over the divisor (property)', () => {
    fc.assert(
      fc.property(shaped, fc.constantFrom(1, 2, 64), ({ rows, columns, offset, a }, divisor) => {
        const matrix = matrixOf(a, rows, columns, offset);
        const expected = times(transpose(matrix), matrix)
          .flat()
          .map((value) => value / divisor);
        expect(plain(gram(Float64Array.from(a.slice(offset)), rows, columns, divisor))).toEqual(
          plain(expected),
        );
      }),
    );
  });

  it('vectors', () => {
    const a = Float64Array.of(3, 4, 12);
    expect(dot(a, Float64Array.of(1, -1, 2))).toBe(23);
    expect(dot(a, Float64Array.of(1, -1, 2), 2)).toBe(-1);
    expect([norm(a), norm(a, 2)]).toEqual([13, 5]);
    expect(norm(Float64Array.of(1e200))).toBe(Infinity);
    const y = Float64Array.of(1, 1, 1);
    addScaled(-2, a, y);
    scaleInPlace(a, 0.5);
    expect([[...y], [...a]]).toEqual([
      [-5, -7, -23],
      [1.5, 2, 6],
    ]);
    expect(allFinite(y)).toBe(true);
    for (const bad of [NaN, Infinity, -Infinity])
      for (const at of [0, 1, 2]) expect(allFinite(y.with(at, bad))).toBe(false);
  });

  it('sum in increasing order of the index', () => {
    // (2^53 + 1) - 2^53 is 0 in that order, 1 in others.
    const big = 2 ** 53;
    const row = Float64Array.of(big, 1, -big);
    const ones = Float64Array.of(1, 1, 1);
    const out = new Float64Array(1);
    expect(dot(row, ones)).toBe(0);
    multiply(row, 0, 1, 3, ones, out);
    expect(out[0]).toBe(0);
    multiplyTransposed(row, 0, 3, 1, ones, out);
    expect(out[0]).toBe(0);
    // Entry (0, 1) is 2^53 + 1 + 1: other orders give 2^53 + 2.
    expect(gram(Float64Array.of(big, 1, 1, 1, 1, 1), 3, 2, 1)[1]).toBe(big);
  });
});
