import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { backward, excessRisk, linearWorkspace } from '@shared/network/linear-network';
import { dot } from '@shared/numerics/dense';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

describe('a step of gradient descent', () => {
  it('has the documented roundings: row factors η b first, then one product and one difference an entry', () => {
    for (const widths of SHAPES) {
      const { problem } = randomProblem(20, widths[0]!, 171);
      const { network, weights } = randomNetwork(widths, 110);
      const { shape, projection } = network;
      const depth = shape.depth;
      // The two chains as lists, sums from the first product on in increasing order.
      const layer = (k: number, i: number, j: number): number =>
        weights[shape.offsets[k - 1]! + i * shape.widths[k - 1]! + j]!;
      const sum = (terms: readonly number[]): number => terms.slice(1).reduce((a, b) => a + b, terms[0]!);
      const b: number[][] = [];
      b[depth] = [...projection];
      for (let k = depth; k >= 1; k -= 1)
        b[k - 1] = Array.from({ length: shape.widths[k - 1]! }, (_, j) =>
          sum(b[k]!.map((value, i) => layer(k, i, j) * value)),
        );
      const d = problem.features;
      const error = b[0]!.map((value, j) => value - problem.wStar[j]!);
      let f = error.map((_, i) => 2 * sum(error.map((value, j) => problem.covariance[i * d + j]! * value)));
      const expected = Float64Array.from(weights);
      const rate = 0.037;
      for (let k = 1; k <= depth; k += 1) {
        const input = f;
        b[k]!.forEach((value, i) => {
          const factor = rate * value;
          input.forEach(
            (entry, j) => (expected[shape.offsets[k - 1]! + i * input.length + j]! -= factor * entry),
          );
        });
        f = b[k]!.map((_, i) => sum(input.map((entry, j) => layer(k, i, j) * entry)));
      }
      gradientDescentStep(network, problem, rate, weights, linearWorkspace(network));
      expect(weights).toEqual(expected);
    }
  });

  it('lowers the risk by at least η/2 ‖∇R‖² where η is below half the inverse Hessian norm near by (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SHAPES),
        fc.double({ min: 0.1, max: 1.5, noNaN: true }),
        (seed, widths, scale) => {
          const { problem } = randomProblem(12, widths[0]!, seed);
          const { network, weights } = randomNetwork(widths, seed, scale);
          const workspace = linearWorkspace(network);
          const riskAt = (): number => {
            backward(network, problem, weights, workspace);
            return excessRisk(workspace);
          };
          const dense = denseMatrix(linearHessian(network, problem, weights));
          // The Frobenius norm bounds the operator norm; a thousandth of its inverse also covers how the Hessian
          // changes along so short a step.
          const rate = 1e-3 / Math.max(1, Math.sqrt(dot(dense, dense)));
          const before = riskAt();
          const start = Float64Array.from(weights);
          gradientDescentStep(network, problem, rate, weights, workspace);
          const squaredStep = weights.reduce((sum, value, i) => sum + (value - start[i]!) ** 2, 0);
          // ‖step‖² = η²‖∇R‖². The difference of two risks rounds by ε R.
          expect(before - riskAt()).toBeGreaterThanOrEqual(
            squaredStep / rate / 2 - 4 * Number.EPSILON * before,
          );
        },
      ),
    );
  });
});
