import { expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { flowAt } from '@shared/training/flow-at';
import { regressionProblem } from '@shared/network/regression-problem';
import { finish } from '../../builders/finish';

/** One layer, Σ̂ = diag(1, 4), w⋆ = (1, -1): w(t) = w⋆ + e^{-2Σ̂t}(w(0) - w⋆). */
const problem = regressionProblem({
  train: {
    samples: 2,
    features: 2,
    inputs: Float64Array.of(Math.SQRT2, 0, 0, 2 * Math.SQRT2),
    targets: Float64Array.of(Math.SQRT2, -2 * Math.SQRT2),
  },
  test: null,
});
const model = linearModel({ shape: networkShape([2, 1]), projection: Float64Array.of(1) }, problem);

it('is where the flow of one layer is known to be at the times that are asked for', () => {
  const times = [0, 1e-6, 0.01, 0.3, 1, 2.5];
  const { moments } = finish(flowAt(model, Float64Array.of(0.5, 0.5), times));
  expect(moments.map(({ time }) => time)).toEqual(times);
  for (const { time, weights } of moments) {
    // Some hundred steps of 1e-10, and the continuous extension between them, of fourth order.
    expect(Math.abs(weights[0]! - (1 - 0.5 * Math.exp(-2 * time)))).toBeLessThan(1e-8);
    expect(Math.abs(weights[1]! - (-1 + 1.5 * Math.exp(-8 * time)))).toBeLessThan(1e-8);
  }
});

it('ends where nothing moves', () => {
  const { moments } = finish(flowAt(model, Float64Array.from(problem.wStar), [0, 1, 2]));
  expect(moments.length).toBeLessThanOrEqual(3);
  expect(moments[0]!.time).toBe(0);
});
