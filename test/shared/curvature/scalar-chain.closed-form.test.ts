import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { minimiserSharpness } from '@shared/curvature/minimiser-sharpness';
import { denseMatrix } from '@shared/curvature/operator';
import { sharpness } from '@shared/curvature/sharpness';
import { linearModel } from '@shared/network/model';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { lineProblem } from '../../builders/networks';

/*
 * One unit a layer: R = σ (Π x_k - w)², whose Hessian is elementary: with P = Π x_k,
 *   ∂²R/∂x_j∂x_k = 2σ P²/(x_j x_k) + 2σ (P - w) P/(x_j x_k) [j ≠ k].
 * At x = (1, …, 1) it is 2σ 11ᵀ + 2σ (1 - w)(11ᵀ - I): the second part is the Hessian of the product alone, whose
 * sharpness is L - 1 (the paper's toy).
 */
function chain(depth: number): LinearNetwork {
  return { shape: networkShape(new Array<number>(depth + 1).fill(1)), projection: Float64Array.of(1) };
}

describe('the Hessian of a chain of scalars', () => {
  it('equals its second derivatives written out (property)', () => {
    const entry = fc.double({ min: 0.3, max: 2, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 7 }), entry, entry, (x, sigma, w) => {
        const problem = lineProblem(sigma, w);
        const dense = denseMatrix(linearHessian(chain(x.length), problem, Float64Array.from(x)));
        const product = x.reduce((a, b) => a * b, 1);
        const size = 2 * sigma * product * (2 * product + w) * 12;
        x.forEach((xj, j) =>
          x.forEach((xk, k) => {
            const curved = j === k ? 0 : (2 * sigma * (product - w) * product) / (xj * xk);
            const expected = (2 * sigma * product * product) / (xj * xk) + curved;
            // A product of at most twelve factors, each rounded.
            expect(Math.abs(dense[j * x.length + k]! - expected)).toBeLessThan(16 * Number.EPSILON * size);
          }),
        );
      }),
    );
  });

  it.each([2, 3, 5, 10, 40])('at ones has sharpness 2σ (1 + (L - 1)(2 - w)) for w ≤ 2, L = %i', (depth) => {
    const ones = new Float64Array(depth).fill(1);
    const start = (): Float64Array => Float64Array.from(ones, (_, i) => 1 + i / 7);
    for (const [sigma, w] of [
      [1, 1],
      [0.7, 0.25],
      [3, -2],
      [2, 1.9],
    ] as const) {
      const problem = lineProblem(sigma, w);
      const expected = 2 * sigma * (1 + (depth - 1) * (2 - w));
      const found = sharpness(linearModel(chain(depth), problem), ones, start);
      expect(found.method).toBe(w === 1 ? 'minimiser' : 'lanczos');
      expect(Math.abs(found.value / expected - 1)).toBeLessThan(1e-13);
      // The toy product: what is left of it once 2σ 11ᵀ is taken away is 2σ (1 - w)(L - 1), and that is also the
      // bound of the error of the d × d form: equality.
      const { value, halfWidth } = minimiserSharpness(chain(depth), problem, ones);
      expect(Math.abs(value / (2 * sigma * depth) - 1)).toBeLessThan(1e-14 * depth);
      expect(Math.abs(halfWidth - 2 * sigma * Math.abs(1 - w) * (depth - 1))).toBeLessThan(1e-13 * expected);
      expect(Math.abs(expected - value)).toBeLessThanOrEqual(halfWidth + 1e-13 * expected);
    }
  });

  it('takes the other eigenvalue where w is large: all but the first direction, 2σ (w - 1)', () => {
    // w = 5, L = 4: the direction of ones has 2σ(1 + 3·(-3)) < 0, those across it 2σ - 2σ(2 - w) = 2σ(w - 1).
    const operator = linearHessian(chain(4), lineProblem(1, 5), new Float64Array(4).fill(1));
    const found = lanczosTopEigenvalue(operator, Float64Array.of(1, 2, -1, 0.5), {
      relativeTolerance: 1e-12,
      maxIterations: 50,
    });
    expect(Math.abs(found.value - 8)).toBeLessThan(1e-13);
    expect(found.converged).toBe(true);
  });
});
