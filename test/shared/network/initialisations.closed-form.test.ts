import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { contentRunDraws } from '@shared/network/draws/content';
import type { Activation } from '@shared/network/activation';
import { excessRisk, gradient, linearWorkspace } from '@shared/network/linear-network';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { randomNetwork, randomProblem } from '../../builders/networks';

const { problem } = randomProblem(30, 3, 21);

function initial(family: string, network: LinearNetwork, scale: number, parameters = {}): Float64Array {
  const out = new Float64Array(network.shape.parameterCount).fill(NaN);
  const draws = contentRunDraws(1, {
    widths: network.shape.widths,
    family,
    repetition: 0,
    learningRate: 0.1,
    scale,
    draws: 'shared',
  });
  INITIALISATIONS.find(({ id }) => id === family)!.initialise(
    { network, problem, draws, scale, parameters },
    out,
  );
  return out;
}

function look(
  network: LinearNetwork,
  weights: Float64Array,
): { excess: number; slope: Float64Array; product: Float64Array } {
  const workspace = linearWorkspace(network);
  const slope = new Float64Array(weights.length);
  gradient(network, problem, weights, workspace, slope);
  return { excess: excessRisk(workspace), slope, product: workspace.outputs[0]! };
}

describe('initialisations', () => {
  it('Gaussian entries scale with the standard deviation, on shared draws', () => {
    const { network } = randomNetwork([3, 40, 40, 1], 1);
    const one = initial('gaussian', network, 1);
    expect(initial('gaussian', network, 0.25)).toEqual(one.map((value) => 0.25 * value));
    const variance = one.reduce((sum, value) => sum + value * value, 0) / one.length;
    // Five standard errors √(2/D).
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / one.length));
  });

  it('residual is the identity plus s/√(Ld) of standard normal draws', () => {
    const { network } = randomNetwork([3, 3, 3, 3], 2);
    const identity = initial('identity', network, 0);
    expect([...identity.subarray(0, 9)]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
    const weights = initial('residual', network, 2);
    const normals = [1, 2, 3].flatMap((k) => [
      ...contentRunDraws(1, {
        widths: [3, 3, 3, 3],
        family: 'residual',
        repetition: 0,
        learningRate: 0.1,
        scale: 2,
        draws: 'shared',
      }).layer(k, 9),
    ]);
    weights.forEach((value, i) => expect(value).toBeCloseTo(identity[i]! + (2 / 3) * normals[i]!, 14));
    expect(initial('residual', network, 0)).toEqual(identity);
  });

  it('one zero layer satisfies Assumption (A1): the risk of zero weights, and a gradient', () => {
    const { network } = randomNetwork([3, 4, 1], 3);
    const { excess, slope } = look(network, initial('gaussianZeroLayer', network, 1, { zeroLayer: 2 }));
    expect(Math.abs(problem.riskMin + excess - problem.riskZero)).toBeLessThan(1e-14 * problem.riskZero);
    expect(Math.max(...slope.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  it.each([
    ['balancedMinimiser', 0],
    ['rescaledMinimiser', 3],
    ['rescaledMinimiser', 0.01],
  ])('%s at scale %d is a minimiser for any widths and p', (family, scale) => {
    for (const widths of [
      [3, 3, 1],
      [3, 5, 2, 1],
      [3, 3, 3, 3],
    ]) {
      const { network } = randomNetwork(widths, 4);
      const { slope, product } = look(network, initial(family, network, scale));
      product.forEach((value, j) => expect(value).toBeCloseTo(problem.wStar[j]!, 13));
      expect(Math.max(...slope.map(Math.abs))).toBeLessThan(1e-11);
    }
  });

  it('refuse networks that they cannot start', () => {
    const refusal = (id: string, widths: number[], activation: Activation = 'identity'): string | null =>
      INITIALISATIONS.find((family) => family.id === id)!.refuses({ widths, activation });
    expect(refusal('residual', [3, 3, 1])).toContain('square');
    expect(refusal('residual', [3, 3])).toBeNull();
    expect(refusal('rescaledMinimiser', [3, 1])).toContain('depth of at least 2');
    for (const id of ['balancedMinimiser', 'rescaledMinimiser']) {
      expect(refusal(id, [3, 3, 1], 'gelu')).toContain('linear networks only');
      expect(refusal(id, [3, 3, 1])).toBeNull();
    }
    for (const id of ['gaussian', 'gaussianZeroLayer']) expect(refusal(id, [3, 3, 1], 'gelu')).toBeNull();
    expect(networkShape([3, 3, 1]).parameterCount).toBe(12);
  });
});
