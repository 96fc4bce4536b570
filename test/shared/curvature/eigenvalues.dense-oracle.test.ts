import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix, type SymmetricOperator } from '@shared/curvature/operator';
import { powerIteration } from '@shared/curvature/power-iteration';
import { sharpness } from '@shared/curvature/sharpness';
import { keyAt, normals } from '@shared/numerics/random/content';
import { symmetricEigen } from '@shared/numerics/symmetric-eigen';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const OPTIONS = { relativeTolerance: 1e-10, maxIterations: 500 };
const start = (D: number): Float64Array => normals(keyAt(1, ['start']), D);

function diagonal(list: readonly number[]): SymmetricOperator {
  const entries = Float64Array.from(list);
  return {
    dimension: entries.length,
    apply: (v, out) => {
      for (let i = 0; i < entries.length; i += 1) out[i] = v[i]! * entries[i]!;
    },
  };
}

describe('Lanczos', () => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'finds the top eigenvalue of indefinite Hessians, widths %s',
    (_, widths) => {
      const { problem } = randomProblem(20, widths[0]!, 41);
      const { network, weights } = randomNetwork(widths, 8);
      const operator = linearHessian(network, problem, weights);
      const { values } = symmetricEigen(denseMatrix(operator), weights.length);
      const found = lanczosTopEigenvalue(operator, start(weights.length), OPTIONS);
      expect(found.converged).toBe(true);
      const size = Math.max(Math.abs(values[0]!), values.at(-1)!);
      expect(Math.abs(found.value - values.at(-1)!)).toBeLessThan(1e-10 * size);
    },
  );

  it('takes the largest, not the largest modulus', () => {
    const found = lanczosTopEigenvalue(diagonal([-9, 1, 2, 2.5]), start(4), OPTIONS);
    expect(found.value).toBeCloseTo(2.5, 12);
  });

  it('is exact once the Krylov space is used up', () => {
    // Three distinct eigenvalues: three products and the one for the residual.
    const found = lanczosTopEigenvalue(diagonal([1, 2, 2, 2, 5, 5, 1]), start(7), OPTIONS);
    expect(found.value).toBeCloseTo(5, 13);
    expect(found.iterations).toBeLessThanOrEqual(5);
  });

  it('restarts where the basis would outgrow its memory', () => {
    // 64 MiB hold 8 vectors of this length; a gap of 1 % needs many more products.
    const entries = Array.from({ length: 1 << 20 }, (_, i) => (i === 7 ? 1.01 : (i % 1000) / 1000));
    const found = lanczosTopEigenvalue(diagonal(entries), start(entries.length), {
      relativeTolerance: 1e-3,
      maxIterations: 200,
    });
    expect(found.iterations).toBeGreaterThan(9);
    expect(found.converged).toBe(true);
    expect(Math.abs(found.value - 1.01)).toBeLessThanOrEqual(2 * found.residual);
  });

  it('says when it did not converge, with an honest residual', () => {
    const entries = Array.from({ length: 400 }, (_, i) => i / 400);
    const found = lanczosTopEigenvalue(diagonal(entries), start(400), {
      relativeTolerance: 1e-12,
      maxIterations: 10,
    });
    expect(found.converged).toBe(false);
    expect(entries.some((entry) => Math.abs(entry - found.value) <= found.residual)).toBe(true);
  });

  it('of a zero Hessian is zero', () => {
    expect(lanczosTopEigenvalue(diagonal([0, 0, 0]), start(3), OPTIONS)).toMatchObject({
      value: 0,
      residual: 0,
    });
  });
});

describe('power iteration as published', () => {
  it('is the norm one before the last of twenty', () => {
    const entries = [3, -2.9, 1];
    let vector = [...start(3)];
    const norms: number[] = [];
    for (let i = 0; i < 20; i += 1) {
      const size = Math.hypot(...vector);
      vector = vector.map((value, j) => (value / size) * entries[j]!);
      norms.push(Math.hypot(...vector));
    }
    const { value, lastChange } = powerIteration(diagonal(entries), start(3));
    expect(value).toBeCloseTo(norms[18]!, 12);
    expect(lastChange).toBeCloseTo(Math.abs(norms[19]! - norms[18]!), 12);
  });

  it('finds the largest modulus, and nothing in a zero Hessian', () => {
    expect(powerIteration(diagonal([-9, 2]), start(2)).value).toBeCloseTo(9, 10);
    expect(powerIteration(diagonal([0, 0]), start(2)).value).toBeNaN();
  });
});

describe('the exact sharpness', () => {
  it('holds its error bound against the dense Hessian, by whichever method (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SHAPES),
        fc.double({ min: 0.2, max: 1.5, noNaN: true }),
        (seed, widths, scale) => {
          const { problem } = randomProblem(12, widths[0]!, seed);
          const { network, weights } = randomNetwork(widths, seed, scale);
          const { values } = symmetricEigen(
            denseMatrix(linearHessian(network, problem, weights)),
            weights.length,
          );
          const found = sharpness(linearModel(network, problem), weights, () => start(weights.length));
          const rounding = 1e-12 * Math.max(Math.abs(values[0]!), Math.abs(values.at(-1)!));
          expect(found.method).not.toBe('lanczos-limit');
          expect(Math.abs(found.value - values.at(-1)!)).toBeLessThanOrEqual(found.error + rounding);
        },
      ),
      { numRuns: 60 },
    );
  });
});
