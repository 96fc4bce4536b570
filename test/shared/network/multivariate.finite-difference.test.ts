import { describe, expect, it } from 'vitest';
import {
  multivariateExcessRisk,
  multivariateForward,
  multivariateGradient,
  multivariateWorkspace,
} from '@shared/network/multivariate/multivariate-network';
import { multivariateProblem } from '@shared/network/multivariate/multivariate-problem';
import {
  MULTIVARIATE_SHAPES,
  naiveMultivariateRisk,
  randomMultivariate,
  randomTable,
} from '../../builders/multivariate';

const CASES = MULTIVARIATE_SHAPES.flatMap((widths) => [9, 2].map((samples) => ({ widths, samples })));

describe('multivariate regression', () => {
  it.each(CASES)('has the risk of the data: $widths, n = $samples', ({ widths, samples }) => {
    const { model, weights, table } = randomMultivariate(widths, samples, 3);
    const workspace = multivariateWorkspace(model);
    multivariateForward(model, weights, workspace);
    const risk = model.problem.riskMin + multivariateExcessRisk(workspace);
    expect(Math.abs(risk / naiveMultivariateRisk(model, weights, table) - 1)).toBeLessThan(1e-12);
    const zero = naiveMultivariateRisk(model, new Float64Array(weights.length), table);
    expect(Math.abs((model.problem.riskMin + model.problem.zeroExcessRisk) / zero - 1)).toBeLessThan(1e-12);
  });

  it.each(CASES)('has the gradient of the risk: $widths, n = $samples', ({ widths, samples }) => {
    const { model, weights, table } = randomMultivariate(widths, samples, 4);
    const gradient = new Float64Array(weights.length);
    multivariateGradient(model, weights, multivariateWorkspace(model), gradient);
    // Central differences of step h: h² of the third derivative, and ε R/h of rounding.
    const h = 1e-5;
    const size = Math.hypot(...gradient);
    for (let i = 0; i < weights.length; i += 1) {
      const at = (by: number): number => {
        const moved = Float64Array.from(weights);
        moved[i]! += by;
        return naiveMultivariateRisk(model, moved, table);
      };
      expect(Math.abs((at(h) - at(-h)) / (2 * h) - gradient[i]!)).toBeLessThan(1e-7 * (1 + size));
    }
  });

  it('has W⋆ orthogonal to the residual and of minimum norm', () => {
    for (const samples of [9, 2]) {
      const table = randomTable(samples, 4, 3, 6);
      const problem = multivariateProblem(table);
      // Xᵀ(Y - X W⋆ᵀ) = 0, entry by entry.
      for (let j = 0; j < 4; j += 1) {
        for (let o = 0; o < 3; o += 1) {
          let sum = 0;
          for (let i = 0; i < samples; i += 1) {
            let prediction = 0;
            for (let k = 0; k < 4; k += 1) prediction += table.X[i * 4 + k]! * problem.target[o * 4 + k]!;
            sum += table.X[i * 4 + j]! * (table.Y[i * 3 + o]! - prediction);
          }
          expect(Math.abs(sum)).toBeLessThan(1e-12);
        }
      }
      if (samples === 2) expect(problem).toMatchObject({ rank: 2 });
      // ‖W⋆Σ̂^{1/2}‖_F² is the sum of the squared singular values.
      const squares = problem.whitened.reduce((sum, value) => sum + value * value, 0);
      expect(Math.abs(squares / problem.zeroExcessRisk - 1)).toBeLessThan(1e-13);
    }
  });
});
