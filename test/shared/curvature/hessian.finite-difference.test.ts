import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { keyAt, normals } from '@shared/numerics/random/content';
import { naiveRisk, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

describe.each([
  ['full rank', 30],
  ['rank-deficient', 2],
])('the Hessian of the risk, data of %s', (_, samples) => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))('widths %s', (_name, widths) => {
    const { problem, inputs, targets } = randomProblem(samples, widths[0]!, 31);
    const { network, weights } = randomNetwork(widths, 7);
    const operator = linearHessian(network, problem, weights);
    const D = weights.length;
    const dense = denseMatrix(operator);
    const size = Math.max(1, ...dense.map(Math.abs));

    // Symmetric to rounding: sums of a few dozen products.
    for (let i = 0; i < D; i += 1) {
      for (let j = 0; j < i; j += 1)
        expect(Math.abs(dense[i * D + j]! - dense[j * D + i]!)).toBeLessThan(1e-13 * size);
    }

    // Products against central differences of the gradient: h² and ε/h terms, about 10⁻⁹ at h = 10⁻⁵.
    const v = normals(keyAt(9, ['direction']), D);
    const image = new Float64Array(D);
    operator.apply(v, image);
    const slopeAt = (shift: number): Float64Array => {
      const out = new Float64Array(D);
      gradient(
        network,
        problem,
        weights.map((w, i) => w + shift * v[i]!),
        linearWorkspace(network),
        out,
      );
      return out;
    };
    const [ahead, behind] = [slopeAt(1e-5), slopeAt(-1e-5)];
    image.forEach((value, i) =>
      expect(Math.abs(value - (ahead[i]! - behind[i]!) / 2e-5)).toBeLessThan(1e-6 * size),
    );

    // Entries against second differences of the risk itself: ε R/h² = 10⁻⁸ R at h = 10⁻⁴, and h² terms like it.
    const h = 1e-4;
    const risk = (i: number, a: number, j: number, b: number): number => {
      const moved = Float64Array.from(weights);
      moved[i]! += a;
      moved[j]! += b;
      return naiveRisk(network, moved, inputs, targets);
    };
    for (const [i, j] of [
      [0, 0],
      [0, D - 1],
      [D >> 1, D >> 1],
      [1 % D, D >> 1],
    ] as const) {
      const second =
        (risk(i, h, j, h) - risk(i, h, j, -h) - risk(i, -h, j, h) + risk(i, -h, j, -h)) / (4 * h * h);
      expect(Math.abs(dense[i * D + j]! - second)).toBeLessThan(2e-5 * size);
    }
  });
});
