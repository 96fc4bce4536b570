import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eigenpairs, type EigenpairOptions } from '@shared/curvature/eigenpairs';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix, type SymmetricOperator } from '@shared/curvature/operator';
import { keyAt, normals } from '@shared/numerics/random/content';
import { finish } from '../../builders/finish';
import { jacobiEigenvalues, matrixOf, type Matrix } from '../../builders/linear-algebra';
import { movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

function operatorOf(a: Matrix): SymmetricOperator {
  return {
    dimension: a.length,
    apply: (v, out) =>
      a.forEach((row, i) => (out[i] = row.reduce((sum, entry, j) => sum + entry * v[j]!, 0))),
  };
}

function diagonal(values: readonly number[]): SymmetricOperator {
  return {
    dimension: values.length,
    apply: (v, out) => values.forEach((value, i) => (out[i] = value * v[i]!)),
  };
}

const startOf =
  (dimension: number, seed: number) =>
  (n: number): Float64Array =>
    normals(keyAt(seed, ['start', n]), dimension);

const OPTIONS: EigenpairOptions = {
  largest: 4,
  smallest: 2,
  relativeTolerance: 1e-10,
  maxProducts: 2000,
  verified: true,
};

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('eigenpairs of random matrices', () => {
  it('are those of Jacobi rotations at either end, orthonormal, within their residuals (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 70 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const whole = matrixOf(normals(keyAt(seed, ['matrix']), n * n), n, n);
        const a = whole.map((row, i) => row.map((entry, j) => entry + whole[j]![i]!));
        const values = jacobiEigenvalues(a);
        const found = finish(eigenpairs(operatorOf(a), startOf(n, seed), OPTIONS));
        const size = Math.max(...values.map(Math.abs));
        expect(found.converged).toBe(true);
        // Rounding of either method: some n ε ‖A‖.
        const rounding = 64 * n * Number.EPSILON * size;
        found.largest.forEach(({ value, residual }, i) =>
          expect(Math.abs(value - values[n - 1 - i]!)).toBeLessThanOrEqual(residual + rounding),
        );
        found.smallest.forEach(({ value, residual }, i) =>
          expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(residual + rounding),
        );
        const vectors = [...found.largest, ...found.smallest].map(({ vector }) => vector);
        vectors.forEach((u, i) =>
          vectors.forEach((v, j) => {
            // The ends of a small matrix may share vectors: those are one and the same.
            if (u === v) expect(Math.abs(inner(u, v) - 1)).toBeLessThan(1e-12);
            else if (i !== j) expect(Math.abs(inner(u, v))).toBeLessThan(1e-9);
          }),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('multiple eigenvalues', () => {
  // 3, 2, 1.5 and 1 stand apart, so that one Krylov space finds these four soon, and nothing else.
  const spectrum = [...Array.from({ length: 200 }, (_, i) => i / 200_000), 3, 3, 3, 2, 1.5, 1];

  it('are all found where a second Krylov space has to confirm the first', () => {
    const found = finish(
      eigenpairs(diagonal(spectrum), startOf(spectrum.length, 5), { ...OPTIONS, smallest: 0 }),
    );
    // The residual bounds the error of each.
    [3, 3, 3, 2].forEach((value, i) =>
      expect(Math.abs(found.largest[i]!.value - value)).toBeLessThanOrEqual(
        found.largest[i]!.residual + 1e-14,
      ),
    );
  });

  it('of a matrix of low rank are zero beyond it: the Krylov space ends, and goes on', () => {
    const values = [...new Array<number>(60).fill(0), 5, 7];
    const found = finish(eigenpairs(diagonal(values), startOf(62, 6), { ...OPTIONS, smallest: 1 }));
    expect(found.converged).toBe(true);
    [7, 5, 0, 0].forEach((value, i) =>
      expect(Math.abs(found.largest[i]!.value - value)).toBeLessThan(1e-14 * 62),
    );
    expect(Math.abs(found.smallest[0]!.value)).toBeLessThan(1e-14 * 62);
  });

  it('of a multiple of the identity are that', () => {
    const found = finish(eigenpairs(diagonal([2, 2, 2, 2, 2, 2, 2]), startOf(7, 7), OPTIONS));
    for (const { value } of [...found.largest, ...found.smallest]) expect(value).toBeCloseTo(2, 14);
  });
});

describe('the eigenpairs of Hessians', () => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'solve H v = λ v for the dense Hessian, at random weights and at minimisers, widths %s',
    (_, widths) => {
      const { problem } = randomProblem(12, widths[0]!, 3);
      const { network, weights } = randomNetwork(widths, 9);
      for (const at of [weights, movedToMinimiser(network, problem, weights)]) {
        const operator = linearHessian(network, problem, at);
        const D = operator.dimension;
        const dense = matrixOf(denseMatrix(operator), D, D);
        const values = jacobiEigenvalues(dense);
        const size = Math.max(...values.map(Math.abs));
        const options = { ...OPTIONS, largest: Math.min(3, D - 1), smallest: 1 };
        const found = finish(eigenpairs(operator, startOf(D, 4), options));
        found.largest.forEach(({ value, vector, residual }, i) => {
          expect(Math.abs(value - values[D - 1 - i]!)).toBeLessThanOrEqual(residual + 1e-13 * size);
          const image = dense.map((row) => row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0));
          const apart = Math.hypot(...image.map((entry, i2) => entry - value * vector[i2]!));
          // The residual is measured with products of the operator, which round a little differently.
          expect(apart).toBeLessThanOrEqual(residual + 1e-13 * size);
        });
        expect(Math.abs(found.smallest[0]!.value - values[0]!)).toBeLessThanOrEqual(
          found.smallest[0]!.residual + 1e-13 * size,
        );
      }
    },
  );
});

describe('what cannot be answered', () => {
  it('more pairs than dimensions are refused', () => {
    expect(() => finish(eigenpairs(diagonal([1, 2]), startOf(2, 1), OPTIONS))).toThrow(
      new RangeError('6 eigenpairs of 2 were asked for'),
    );
  });

  it('an operator with NaN has no eigenvalue, and says so', () => {
    const values = Array.from({ length: 20 }, (_, i) => (i === 3 ? NaN : i));
    const found = finish(eigenpairs(diagonal(values), startOf(20, 1), OPTIONS));
    expect(found.converged).toBe(false);
    expect(found.largest.map(({ value }) => value)).toEqual([NaN, NaN, NaN, NaN]);
  });

  it('too few products are said not to have converged, and the residuals still hold', () => {
    const values = Array.from({ length: 400 }, (_, i) => i);
    const found = finish(eigenpairs(diagonal(values), startOf(400, 2), { ...OPTIONS, maxProducts: 12 }));
    expect(found.converged).toBe(false);
    for (const { value, residual } of found.largest)
      expect(Math.min(...values.map((own) => Math.abs(own - value)))).toBeLessThanOrEqual(residual + 1e-10);
  });
});
