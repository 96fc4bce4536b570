import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix, type SymmetricOperator } from '@shared/curvature/operator';
import { powerIteration, PUBLISHED_ITERATIONS } from '@shared/curvature/power-iteration';
import { sharpness } from '@shared/curvature/sharpness';
import { keyAt, normals } from '@shared/numerics/random/content';
import { jacobiEigenvalues, matrixOf, type Matrix } from '../../builders/linear-algebra';
import { movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

function operatorOf(a: Matrix): SymmetricOperator {
  return {
    dimension: a.length,
    apply: (v, out) =>
      a.forEach((row, i) => (out[i] = row.reduce((sum, entry, j) => sum + entry * v[j]!, 0))),
  };
}

const start = (n: number, seed: number): Float64Array => normals(keyAt(seed, ['start']), n);

const symmetric = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 1e6 }))
  .map(([n, seed]) => {
    const whole = matrixOf(normals(keyAt(seed, ['matrix']), n * n), n, n);
    return {
      seed,
      a: whole.map((row, i) => row.map((entry, j) => entry + whole[j]![i]! - (i === j ? 6 : 0))),
    };
  });

/** The same operator; `onProduct` is called with every product. */
function counted({ dimension, apply }: SymmetricOperator, onProduct: () => void): SymmetricOperator {
  return {
    dimension,
    apply: (v, out) => {
      onProduct();
      apply(v, out);
    },
  };
}

describe('Lanczos against Jacobi rotations', () => {
  it('never reports a residual smaller than the distance to the nearest eigenvalue (property)', () => {
    fc.assert(
      fc.property(symmetric, fc.integer({ min: 1, max: 20 }), ({ a, seed }, maxIterations) => {
        let products = 0;
        const options = { relativeTolerance: 1e-10, maxIterations };
        const found = lanczosTopEigenvalue(
          counted(operatorOf(a), () => (products += 1)),
          start(a.length, seed),
          options,
        );
        const values = jacobiEigenvalues(a);
        const size = Math.max(...values.map(Math.abs));
        const nearest = Math.min(...values.map((value) => Math.abs(value - found.value)));
        // For a symmetric matrix some eigenvalue lies within the residual; both sides round by n ε ‖A‖.
        expect(nearest).toBeLessThanOrEqual(found.residual + 16 * a.length * Number.EPSILON * size);
        // A Ritz value exceeds no eigenvalue.
        expect(found.value).toBeLessThanOrEqual(values.at(-1)! + 16 * a.length * Number.EPSILON * size);
        expect(found.iterations).toBe(products);
        // One product more than asked at most: the one that measures the residual.
        expect(products).toBeLessThanOrEqual(maxIterations + 1);
        expect(found.converged).toBe(found.residual <= 1e-10 * Math.abs(found.value));
      }),
    );
  });

  it('finds the top of a spectrum whose bottom is far larger in modulus (property)', () => {
    fc.assert(
      fc.property(symmetric, ({ a, seed }) => {
        const values = jacobiEigenvalues(a);
        const top = values.at(-1)!;
        // With relative accuracy asked for, a top next to zero takes all iterations: not what is tested here.
        fc.pre(Math.abs(top) > 1e-3 * Math.abs(values[0]!));
        const found = lanczosTopEigenvalue(operatorOf(a), start(a.length, seed), {
          relativeTolerance: 1e-10,
          maxIterations: 500,
        });
        const size = Math.max(Math.abs(values[0]!), Math.abs(top));
        expect(Math.abs(found.value - top)).toBeLessThanOrEqual(found.residual + 1e-13 * size);
        expect(found.residual).toBeLessThanOrEqual(1e-10 * Math.abs(top) + 1e-13 * size);
      }),
    );
  });

  it('stays in the invariant subspace of its start', () => {
    // The start has no part along the top eigenvector: the answer is the top of what it can see.
    const found = lanczosTopEigenvalue(
      operatorOf([
        [9, 0, 0],
        [0, 2, 1],
        [0, 1, 2],
      ]),
      Float64Array.of(0, 1, 0),
      {
        relativeTolerance: 1e-12,
        maxIterations: 100,
      },
    );
    expect(Math.abs(found.value - 3)).toBeLessThan(1e-14);
    expect(found.iterations).toBe(3);
  });

  it('reads its start only, whose length does not matter', () => {
    const operator = operatorOf([
      [2, 1],
      [1, 3],
    ]);
    const begin = Float64Array.of(3e9, -4e9);
    const options = { relativeTolerance: 1e-12, maxIterations: 100 };
    // Two dimensions: the Krylov space is everything. λ = (5 ± √5)/2.
    expect(lanczosTopEigenvalue(operator, begin, options).value).toBeCloseTo((5 + Math.sqrt(5)) / 2, 14);
    const long = powerIteration(operator, begin);
    expect(long.value).toBeCloseTo(powerIteration(operator, Float64Array.of(0.6, -0.8)).value, 14);
    expect([...begin]).toEqual([3e9, -4e9]);
  });
});

describe('power iteration as published', () => {
  it('equals twenty products written out, on Hessians (property)', () => {
    expect(PUBLISHED_ITERATIONS).toBe(20);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(...SHAPES), (seed, widths) => {
        const { problem } = randomProblem(12, widths[0]!, seed);
        const { network, weights } = randomNetwork(widths, seed);
        const n = weights.length;
        const operator = linearHessian(network, problem, weights);
        const dense = matrixOf(denseMatrix(operator), n, n);
        let vector = [...start(n, seed)];
        const norms: number[] = [];
        for (let i = 0; i < 20; i += 1) {
          const size = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
          const unit = vector.map((value) => value / size);
          vector = dense.map((row) => row.reduce((sum, entry, j) => sum + entry * unit[j]!, 0));
          norms.push(Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)));
        }
        const { value, lastChange } = powerIteration(operator, start(n, seed));
        // Twenty rounded products of vectors that tend to an eigenvector; errors across it do not grow in norm.
        expect(Math.abs(value / norms[18]! - 1)).toBeLessThan(1e-11);
        expect(Math.abs(lastChange - Math.abs(norms[19]! - norms[18]!))).toBeLessThan(1e-11 * norms[18]!);
      }),
    );
  });
});

describe('the exact sharpness', () => {
  it('at random minimisers takes the d × d form, and it is the top of the dense Hessian (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SHAPES),
        fc.constantFrom(2, 12),
        (seed, widths, samples) => {
          const { problem } = randomProblem(samples, widths[0]!, seed);
          const { network, weights } = randomNetwork(widths, seed, 1);
          const minimiser = movedToMinimiser(network, problem, weights);
          const n = minimiser.length;
          const values = jacobiEigenvalues(
            matrixOf(denseMatrix(linearHessian(network, problem, minimiser)), n, n),
          );
          const found = sharpness(linearModel(network, problem), minimiser, () => start(n, seed));
          const rounding = 1e-12 * values.at(-1)!;
          expect(Math.abs(found.value - values.at(-1)!)).toBeLessThanOrEqual(found.error + rounding);
          // A minimiser to rounding: the interval is all but closed, unless the first layer blew up on the way.
          if (Math.max(...minimiser.map(Math.abs)) < 20) expect(found.method).toBe('minimiser');
        },
      ),
    );
  });
});
