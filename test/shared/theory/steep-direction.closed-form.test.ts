import { describe, expect, it } from 'vitest';
import { layerShares } from '@shared/curvature/layer-shares';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { networkShape } from '@shared/network/shape';
import { sharpness } from '@shared/curvature/sharpness';
import { linearModel } from '@shared/network/model';
import { keyAt, normals } from '@shared/numerics/random/content';
import { steepDirection, steepQuotient } from '@shared/theory/steep-direction';
import { lineProblem, movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const inner = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);

describe('the direction of Theorem 2', () => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'has the Rayleigh quotient 2a‖w⋆‖² Σ 1/‖W_k‖² at a minimiser, below the sharpness, widths %s',
    (_, widths) => {
      const { problem } = randomProblem(12, widths[0]!, 5);
      const { network, weights } = randomNetwork(widths, 31, 1);
      const minimiser = movedToMinimiser(network, problem, weights);
      const direction = steepDirection(network.shape, minimiser)!;
      const image = new Float64Array(direction.length);
      linearHessian(network, problem, minimiser).apply(direction, image);
      const quotient = steepQuotient(problem, network.shape, minimiser);
      // The minimiser is one to rounding.
      expect(Math.abs(inner(direction, image) / quotient - 1)).toBeLessThan(1e-9);
      const top = sharpness(linearModel(network, problem), minimiser, () =>
        normals(keyAt(1, ['start']), minimiser.length),
      );
      expect(quotient).toBeLessThanOrEqual(top.value + top.error + 1e-12 * top.value);
      expect(inner(direction, direction)).toBeCloseTo(1, 14);
    },
  );

  it('is the top eigenvector of the product of scalars at a minimiser', () => {
    // f = w_2 w_1 with w_1 = 2, w_2 = 3 and w⋆ = 6: ∇f = (3, 2), parallel to (1/w_1, 1/w_2); H = 2σ ∇f ∇fᵀ.
    const problem = lineProblem(0.7, 6);
    const direction = steepDirection(networkShape([1, 1, 1]), Float64Array.of(2, 3))!;
    const size = Math.hypot(1 / 2, 1 / 3);
    expect(direction[0]).toBeCloseTo(1 / 2 / size, 14);
    expect(direction[1]).toBeCloseTo(1 / 3 / size, 14);
    const quotient = steepQuotient(problem, networkShape([1, 1, 1]), Float64Array.of(2, 3));
    expect(quotient / (2 * 0.7 * 13)).toBeCloseTo(1, 13);
    // Their shares of ∇f are 9/13 and 4/13.
    const shares = layerShares(networkShape([1, 1, 1]), Float64Array.of(3, 2));
    expect(shares[0]).toBeCloseTo(9 / 13, 15);
    expect(shares[1]).toBeCloseTo(4 / 13, 15);
  });

  it('is none where a layer is zero', () => {
    expect(steepDirection(networkShape([2, 2, 1]), Float64Array.of(0, 0, 0, 0, 1, 2))).toBeNull();
  });
});
