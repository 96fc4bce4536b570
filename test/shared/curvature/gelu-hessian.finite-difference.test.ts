import { describe, expect, it } from 'vitest';
import { geluHessian } from '@shared/curvature/gelu-hessian';
import { lanczosTopEigenvalue } from '@shared/curvature/lanczos';
import { denseMatrix } from '@shared/curvature/operator';
import { geluGradient, geluWorkspace } from '@shared/network/gelu-network';
import { symmetricEigen } from '@shared/numerics/symmetric-eigen';
import { keyAt, normals } from '@shared/numerics/random/content';
import { GELU_SHAPES, naiveGeluRisk, randomGeluNetwork } from '../../builders/gelu-networks';

describe.each(GELU_SHAPES.map((widths) => [widths.join('-'), widths] as const))(
  'GELU Hessian, widths %s',
  (_, widths) => {
    const { shape, table, weights } = randomGeluNetwork(widths, 17);
    const D = shape.parameterCount;
    const operator = geluHessian(shape, table, weights);
    const dense = denseMatrix(operator);
    const size = Math.max(...dense.map(Math.abs));

    it('is symmetric to rounding', () => {
      for (let i = 0; i < D; i += 1) {
        for (let j = 0; j < i; j += 1)
          expect(Math.abs(dense[i * D + j]! - dense[j * D + i]!)).toBeLessThan(1e-13 * size);
      }
    });

    it('columns are central differences of the gradient', () => {
      const workspace = geluWorkspace(shape, table);
      const slopeAt = (j: number, shift: number): Float64Array => {
        const moved = Float64Array.from(weights);
        moved[j]! += shift;
        const out = new Float64Array(D);
        geluGradient(shape, table, moved, workspace, out);
        return out;
      };
      // h² and ε/h terms: about 10⁻⁹ at h = 10⁻⁵.
      for (let j = 0; j < D; j += 1) {
        const [ahead, behind] = [slopeAt(j, 1e-5), slopeAt(j, -1e-5)];
        for (let i = 0; i < D; i += 1) {
          expect(Math.abs(dense[i * D + j]! - (ahead[i]! - behind[i]!) / 2e-5)).toBeLessThan(1e-7 * size);
        }
      }
    });

    it('its quadratic form is the second difference of the risk by naive sums', () => {
      const v = normals(keyAt(4, ['direction']), D);
      const image = new Float64Array(D);
      operator.apply(v, image);
      const form = image.reduce((sum, value, i) => sum + value * v[i]!, 0);
      const risk = (shift: number): number =>
        naiveGeluRisk(
          shape,
          weights.map((w, i) => w + shift * v[i]!),
          table,
        );
      // ε R/h² = 10⁻⁸ R at h = 10⁻⁴, and h² terms of ‖v‖⁴ ≈ 10³.
      const second = (risk(1e-4) - 2 * risk(0) + risk(-1e-4)) / 1e-8;
      expect(Math.abs(form - second)).toBeLessThan(2e-5 * size * D);
    });

    it('Lanczos finds the top of the dense spectrum', () => {
      const { values } = symmetricEigen(dense, D);
      const start = normals(keyAt(5, ['start']), D);
      const found = lanczosTopEigenvalue(operator, start, { relativeTolerance: 1e-10, maxIterations: 600 });
      expect(found.converged).toBe(true);
      expect(Math.abs(found.value - values[D - 1]!)).toBeLessThan(1e-9 * size);
    });
  },
);
