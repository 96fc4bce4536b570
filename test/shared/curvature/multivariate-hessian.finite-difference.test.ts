import { describe, expect, it } from 'vitest';
import { multivariateHessian } from '@shared/curvature/multivariate-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import {
  multivariateGradient,
  multivariateWorkspace,
} from '@shared/network/multivariate/multivariate-network';
import { keyAt, normals } from '@shared/numerics/random/content';
import { MULTIVARIATE_SHAPES, randomMultivariate } from '../../builders/multivariate';

const CASES = MULTIVARIATE_SHAPES.map((widths) => ({ widths }));

describe('the Hessian of multivariate regression', () => {
  it.each(CASES)('is the derivative of the gradient: $widths', ({ widths }) => {
    const { model, weights } = randomMultivariate(widths, 9, 5);
    const v = normals(keyAt(5, ['test direction']), weights.length);
    const product = new Float64Array(weights.length);
    multivariateHessian(model, weights).apply(v, product);
    const workspace = multivariateWorkspace(model);
    const h = 1e-5;
    const at = (by: number): Float64Array => {
      const out = new Float64Array(weights.length);
      multivariateGradient(
        model,
        weights.map((entry, i) => entry + by * v[i]!),
        workspace,
        out,
      );
      return out;
    };
    const [ahead, behind] = [at(h), at(-h)];
    const size = Math.hypot(...product);
    product.forEach((entry, i) => {
      // h² of the third derivative and ε/h of rounding, against the product's size.
      expect(Math.abs((ahead[i]! - behind[i]!) / (2 * h) - entry)).toBeLessThan(1e-7 * (1 + size));
    });
  });

  it.each(CASES)('is symmetric: $widths', ({ widths }) => {
    const { model, weights } = randomMultivariate(widths, 9, 6);
    const n = weights.length;
    const matrix = denseMatrix(multivariateHessian(model, weights));
    const size = Math.sqrt(matrix.reduce((sum, entry) => sum + entry * entry, 0));
    for (let i = 0; i < n; i += 1) {
      for (let j = 0; j < i; j += 1)
        expect(Math.abs(matrix[i * n + j]! - matrix[j * n + i]!)).toBeLessThan(1e-13 * size);
    }
  });
});
