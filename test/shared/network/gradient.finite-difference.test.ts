import { describe, expect, it } from 'vitest';
import { excessRisk, gradient, linearWorkspace, squaredDistance } from '@shared/network/linear-network';
import { naiveRisk, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

/** Central differences err by h² f'''/6 + ε f/h; with numbers of order 1 to 100, h = 10⁻⁵ leaves about 10⁻⁸. */
const STEP = 1e-5;
const TOLERANCE = 1e-6;

describe.each([
  ['full rank', 30],
  ['rank-deficient', 2],
])('risk and gradient, data of %s', (_, samples) => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))('widths %s', (_name, widths) => {
    const { problem, inputs, targets } = randomProblem(samples, widths[0]!, 11);
    const { network, weights } = randomNetwork(widths, 5);
    const risk = (at: Float64Array): number => naiveRisk(network, at, inputs, targets);
    const workspace = linearWorkspace(network);
    const slope = new Float64Array(weights.length);
    gradient(network, problem, weights, workspace, slope);
    // R = R_min + excess: sums of a few tens of numbers.
    expect(Math.abs(problem.riskMin + excessRisk(workspace) - risk(weights))).toBeLessThan(
      1e-11 * risk(weights),
    );
    slope.forEach((value, i) => {
      const at = (shift: number): number => {
        const moved = Float64Array.from(weights);
        moved[i]! += shift;
        return risk(moved);
      };
      const difference = (at(STEP) - at(-STEP)) / (2 * STEP);
      expect(Math.abs(value - difference)).toBeLessThan(TOLERANCE * Math.max(1, Math.abs(difference)));
    });
  });

  it('squared distance is the sum over coordinates', () => {
    const { problem } = randomProblem(samples, 3, 12);
    const { network, weights } = randomNetwork([3, 1], 6);
    const workspace = linearWorkspace(network);
    gradient(network, problem, weights, workspace, new Float64Array(3));
    // One layer: w_prod is the weights themselves.
    const sum = weights.reduce((total, w, j) => total + (w - problem.wStar[j]!) ** 2, 0);
    expect(Math.abs(squaredDistance(workspace) - sum)).toBeLessThan(8 * Number.EPSILON * sum);
  });
});
