import { describe, expect, it } from 'vitest';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { geluDescentStep, geluGradient, geluOutputs, geluWorkspace } from '@shared/network/gelu-network';
import { regressionProblem } from '@shared/network/regression-problem';
import { networkShape } from '@shared/network/shape';
import { randomGeluNetwork } from '../../builders/gelu-networks';

describe('where GELU is linear', () => {
  it('near 0, g(x) = x/2: outputs are 2^{-(L-1)} w_prod x', () => {
    const { shape, table, weights } = randomGeluNetwork([3, 4, 3, 1], 5);
    // g(x) = x/2 + √(2/π)/2 x² + …: at inputs of order 10^-9 the rest is below 10^-8 relatively.
    const tiny = { ...table, inputs: table.inputs.map((x) => 1e-9 * x) };
    const outputs = geluOutputs(shape, tiny, weights, geluWorkspace(shape, tiny));
    const [a, b, c] = [weights.subarray(0, 12), weights.subarray(12, 24), weights.subarray(24, 27)];
    for (let sample = 0; sample < table.samples; sample += 1) {
      let sum = 0;
      for (let i = 0; i < 3; i += 1)
        for (let j = 0; j < 4; j += 1)
          for (let m = 0; m < 3; m += 1)
            sum += c[i]! * b[i * 4 + j]! * a[j * 3 + m]! * tiny.inputs[sample * 3 + m]!;
      expect(Math.abs(outputs[sample]! - sum / 4)).toBeLessThan(1e-6 * 1e-9);
    }
  });

  it('far above 0, g(x) = x: the gradient is that of the linear network on the same data', () => {
    // Positive inputs of at least 10 and positive weights that keep every z_k above 8, where σ is exactly 1.
    const shape = networkShape([2, 2, 2, 1]);
    const weights = Float64Array.of(0.9, 0.4, 0.3, 0.8, 1.1, 0.2, 0.5, 0.7, 0.6, -0.3);
    const train = {
      samples: 4,
      features: 2,
      inputs: Float64Array.of(20, 31, 25, 18, 40, 22, 33, 35),
      targets: Float64Array.of(3, -1, 4, 1),
    };
    const out = new Float64Array(10);
    geluGradient(shape, train, weights, geluWorkspace(shape, train), out);
    const network = { shape, projection: Float64Array.of(1) };
    const problem = regressionProblem({ train, test: null });
    const linear = new Float64Array(10);
    gradient(network, problem, weights, linearWorkspace(network), linear);
    // Entries of order 10^3; the linear way goes through Σ̂ and w⋆, whose condition number is about 100.
    const size = Math.max(...linear.map(Math.abs));
    out.forEach((value, i) => expect(Math.abs(value - linear[i]!)).toBeLessThan(1e-12 * size));
  });

  it('one layer is linear regression: a step by hand', () => {
    const shape = networkShape([1, 1]);
    const table = { samples: 2, features: 1, inputs: Float64Array.of(1, 2), targets: Float64Array.of(0, 1) };
    const weights = Float64Array.of(2);
    // R = (w² + (2w - 1)²)/2, R' = w + 2(2w - 1) = 8 at w = 2; every number is exact.
    geluDescentStep(shape, table, 0.125, weights, geluWorkspace(shape, table));
    expect(weights[0]).toBe(1);
  });
});

describe('zero weights', () => {
  it('of two layers stay zero: the saddle', () => {
    const { shape, table } = randomGeluNetwork([3, 3, 3, 1], 8);
    const weights = new Float64Array(shape.parameterCount);
    geluDescentStep(shape, table, 0.5, weights, geluWorkspace(shape, table));
    expect(weights.every((w) => w === 0)).toBe(true);
  });
});
