import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { FLOW_COORDINATE_CHOICES } from '@shared/training/flow-course';
import { FLOW_DEFAULTS, gradientFlow, type FlowOptions } from '@shared/training/gradient-flow';
import { finish } from '../../builders/finish';
import { randomProblem } from '../../builders/networks';
import { scalarChain } from '../../builders/small-weights';

const TIGHT: FlowOptions = { ...FLOW_DEFAULTS, relativeTolerance: 1e-12, absoluteTolerance: 1e-12 };
/** A few hundred steps, each with an error of at most the tolerance that the flow towards a minimiser does not amplify. */
const REACHED = 1e-9;

describe.each(FLOW_COORDINATE_CHOICES)('one layer, followed in %s', (coordinate) => {
  const { problem } = randomProblem(20, 4, 3);
  const model = linearModel({ shape: networkShape([4, 1]), projection: Float64Array.of(1) }, problem);
  const initial = Float64Array.of(1, -2, 0.5, 3);

  /** w⋆ + e^{-2Σ̂t} (w - w⋆), in the eigenbasis of Σ̂. */
  function exact(time: number): number[] {
    const { eigenvalues, eigenvectors, wStar } = problem;
    return [0, 1, 2, 3].map((i) => {
      let sum = wStar[i]!;
      for (let j = 0; j < 4; j += 1) {
        let coordinateThere = 0;
        for (let k = 0; k < 4; k += 1)
          coordinateThere += eigenvectors[k * 4 + j]! * (initial[k]! - wStar[k]!);
        sum += eigenvectors[i * 4 + j]! * Math.exp(-2 * eigenvalues[j]! * time) * coordinateThere;
      }
      return sum;
    });
  }

  it('is w⋆ + exp(-2Σ̂t)(w(0) - w⋆) at every moment, and has descended by what the risk fell', () => {
    const { trajectory, ended } = finish(gradientFlow(model, initial, { ...TIGHT, coordinate }));
    expect(ended).toBe('excessRisk');
    expect(trajectory.moments.length).toBeGreaterThan(50);
    const excess = (w: readonly number[]): number => {
      let sum = 0;
      for (let i = 0; i < 4; i += 1)
        for (let j = 0; j < 4; j += 1)
          sum += (w[i]! - problem.wStar[i]!) * problem.covariance[i * 4 + j]! * (w[j]! - problem.wStar[j]!);
      return sum;
    };
    const start = excess([...initial]);
    for (const { time, weights, descent } of trajectory.moments) {
      const expected = exact(time);
      weights.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(REACHED));
      expect(Math.abs(descent - (start - excess(expected)))).toBeLessThan(REACHED * start);
    }
  });
});

describe.each(FLOW_COORDINATE_CHOICES)('two layers of one weight, followed in %s', (coordinate) => {
  it.each([0.1, 1e-6, 1e-20])('is logistic from %d: u = 1/(1 + (1/u(0) - 1) e^{-4t})', (start) => {
    const { model, initial } = scalarChain(2, start);
    const { trajectory } = finish(gradientFlow(model, initial, { ...TIGHT, coordinate }));
    for (const { time, weights } of trajectory.moments) {
      const exact = 1 / (1 + (1 / (start * start) - 1) * Math.exp(-4 * time));
      // While it grows exponentially its relative errors add up, over some hundred steps.
      expect(Math.abs(weights[0]! * weights[1]! - exact)).toBeLessThan(REACHED * exact);
    }
  });
});

/** ∫ dx / (2 x^{L-1} (1 - x^L)) from `start` to `end`, the time from the one to the other, by its power series. */
function timeBetween(depth: number, start: number, end: number): number {
  const antiderivative = (x: number): number => {
    let sum = 0;
    for (let m = 0; m < 2000; m += 1) {
      const exponent = m * depth + 2 - depth;
      sum += x ** exponent / exponent;
    }
    return sum / 2;
  };
  return antiderivative(end) - antiderivative(start);
}

describe.each(FLOW_COORDINATE_CHOICES)('deep chains of one weight a layer, followed in %s', (coordinate) => {
  it.each([
    [3, 1e-3],
    [4, 1e-5],
    [10, 1e-4],
    // In time, the pace falls by 160 decades there: more steps than are allowed.
    ...(coordinate === 'time' ? [] : [[10, 1e-20] as const]),
  ] as const)('of depth %i leave the saddle from %d after the time of the closed form', (depth, start) => {
    const { model, initial } = scalarChain(depth, start);
    const { escape, ended } = finish(gradientFlow(model, initial, { ...TIGHT, coordinate }));
    expect(ended).toBe('excessRisk');
    // Half the excess risk: (1 - x^L)² = 1/2.
    const end = (1 - Math.SQRT1_2) ** (1 / depth);
    const exact = timeBetween(depth, start, end);
    expect(Math.abs(escape!.time - exact)).toBeLessThan(REACHED * exact);
    escape!.weights.forEach((value) => expect(Math.abs(value - end)).toBeLessThan(REACHED * 10));
  });
});

describe('gradients whose squares underflow', () => {
  it('are followed: ten layers of 1e-25, with gradients of 1e-225 and an escape after 1e200', () => {
    const { model, initial } = scalarChain(10, 1e-25);
    const { escape, ended, steps } = finish(gradientFlow(model, initial, TIGHT));
    expect(ended).toBe('excessRisk');
    const exact = timeBetween(10, 1e-25, (1 - Math.SQRT1_2) ** 0.1);
    expect(exact).toBeGreaterThan(1e198);
    expect(Math.abs(escape!.time - exact)).toBeLessThan(REACHED * exact);
    expect(steps).toBeLessThan(20_000);
  });
});
