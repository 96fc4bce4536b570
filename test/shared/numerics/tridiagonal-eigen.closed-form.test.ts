import { describe, expect, it } from 'vitest';
import { tridiagonalEigen } from '@shared/numerics/tridiagonal-eigen';

/** A few ε‖T‖ are promised: four, and one more for every ten rows that roundings pass through. */
const bound = (n: number, size: number): number => (4 + n / 10) * Number.EPSILON * size;

function eigenvalues(diagonal: number[], offDiagonal: number[]): number[] {
  const values = Float64Array.from(diagonal);
  expect(tridiagonalEigen(values, Float64Array.from([...offDiagonal, 0]))).toBe(true);
  return [...values].sort((a, b) => a - b);
}

describe('tridiagonal eigenvalues', () => {
  it.each([2, 3, 7, 20, 81])('of Kac’s matrix are the integers n - 1, n - 3, … 1 - n, n = %i', (n) => {
    // Couplings √(k(n - k)), zero diagonal: M. Kac 1947, also Sylvester's and Clement's matrix.
    const couplings = Array.from({ length: n - 1 }, (_, k) => Math.sqrt((k + 1) * (n - k - 1)));
    eigenvalues(new Array<number>(n).fill(0), couplings).forEach((value, k) =>
      expect(Math.abs(value - (2 * k + 1 - n))).toBeLessThan(bound(n, n)),
    );
  });

  it('of Wilkinson’s W21+: its published top pair agrees to 15 digits', () => {
    // |i - 10| on the diagonal, ones beside it. λ_max = 10.746194182903393 (J. H. Wilkinson, The Algebraic
    // Eigenvalue Problem, 1965, p. 309), its neighbour differs in the fifteenth digit.
    const values = eigenvalues(
      Array.from({ length: 21 }, (_, i) => Math.abs(i - 10)),
      new Array<number>(20).fill(1),
    );
    expect(Math.abs(values[20]! - 10.746194182903393)).toBeLessThan(bound(21, 12));
    expect(Math.abs(values[19]! - 10.746194182903322)).toBeLessThan(bound(21, 12));
  });

  it('splits where a coupling is zero', () => {
    // Two blocks [[0, 1], [1, 0]] and [[5, 2], [2, 5]].
    const values = eigenvalues([0, 0, 5, 5], [1, 0, 2]);
    [-1, 1, 3, 7].forEach((exact, k) => expect(Math.abs(values[k]! - exact)).toBeLessThan(bound(4, 7)));
  });

  it('keeps graded entries whose squares vanish', () => {
    // [[0, c], [c, 0]] has ± c, whatever the size of c.
    for (const c of [1e-300, 1e-200, 1e200]) {
      const [low, high] = eigenvalues([0, 0], [c]);
      expect(Math.abs(high! / c - 1)).toBeLessThan(4 * Number.EPSILON);
      expect(Math.abs(low! / c + 1)).toBeLessThan(4 * Number.EPSILON);
    }
  });

  it('turns the identity into eigenvectors, and one unit row into their components', () => {
    const n = 12;
    const diagonal = Array.from({ length: n }, (_, i) => Math.sin(i));
    const couplings = Array.from({ length: n }, (_, i) => (i < n - 1 ? 1 + Math.cos(i) : 0));
    const values = Float64Array.from(diagonal);
    const vectors = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1) vectors[i * n + i] = 1;
    tridiagonalEigen(values, Float64Array.from(couplings), vectors);
    const row = new Float64Array(n);
    row[0] = 1;
    tridiagonalEigen(Float64Array.from(diagonal), Float64Array.from(couplings), row);
    expect([...row]).toEqual([...vectors.subarray(0, n)]);
    const at = (i: number, j: number): number => vectors[i * n + j] ?? 0;
    for (let j = 0; j < n; j += 1) {
      for (let i = 0; i < n; i += 1) {
        const below = i > 0 ? couplings[i - 1]! * at(i - 1, j) : 0;
        const above = i < n - 1 ? couplings[i]! * at(i + 1, j) : 0;
        const image = below + diagonal[i]! * at(i, j) + above;
        // ‖T‖ < 5; the residual of a backward-stable vector is a few ε‖T‖, its product a few more.
        expect(Math.abs(image - values[j]! * at(i, j))).toBeLessThan(8 * n * Number.EPSILON);
      }
    }
  });

  it('says that it failed on entries that are not finite', () => {
    expect(tridiagonalEigen(Float64Array.of(1, NaN, 2), Float64Array.of(1, 1, 0))).toBe(false);
    expect(tridiagonalEigen(Float64Array.of(1, 2), Float64Array.of(NaN, 0))).toBe(false);
  });
});
