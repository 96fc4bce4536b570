import { describe, expect, it } from 'vitest';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { networkShape } from '@shared/network/shape';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

describe('a step of gradient descent', () => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'moves against the gradient, widths %s',
    (_, widths) => {
      const { problem } = randomProblem(20, widths[0]!, 71);
      const { network, weights } = randomNetwork(widths, 10);
      const slope = new Float64Array(weights.length);
      gradient(network, problem, weights, linearWorkspace(network), slope);
      const before = Float64Array.from(weights);
      gradientDescentStep(network, problem, 0.01, weights, linearWorkspace(network));
      // (η b) f and η (b f) differ by two roundings of the step, and one of the weight.
      weights.forEach((value, i) => {
        const step = 0.01 * slope[i]!;
        expect(Math.abs(value - (before[i]! - step))).toBeLessThanOrEqual(
          Number.EPSILON * (2 * Math.abs(step) + Math.abs(value)),
        );
      });
    },
  );

  it('contracts one weight on one feature by 1 - 2ηΛ a step', () => {
    const { problem } = randomProblem(20, 1, 72);
    const network = { shape: networkShape([1, 1]), projection: Float64Array.of(1) };
    const weights = Float64Array.of(5);
    const workspace = linearWorkspace(network);
    for (let i = 0; i < 40; i += 1) gradientDescentStep(network, problem, 0.1, weights, workspace);
    const [target, slope] = [problem.wStar[0]!, problem.covariance[0]!];
    const expected = target + (5 - target) * (1 - 0.2 * slope) ** 40;
    expect(Math.abs(weights[0]! - expected)).toBeLessThan(1e-13);
  });
});
