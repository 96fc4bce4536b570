import { describe, expect, it } from 'vitest';
import { authorsDataSet } from '@shared/network/draws/authors';
import { spectrumEigenvalues, syntheticDataSet, type SyntheticData } from '@shared/network/data/synthetic';
import { regressionProblem } from '@shared/network/regression-problem';
import { randomProblem } from '../../builders/networks';

const SYNTHETIC: SyntheticData = {
  kind: 'synthetic',
  samples: 40,
  features: 4,
  spectrum: { kind: 'isotropic' },
  covariance: 'population',
  noise: 1,
  normalise: true,
  testSamples: 0,
};

describe('a regression problem', () => {
  it('solves the normal equations: residuals are orthogonal to every column', () => {
    const { problem, inputs, targets } = randomProblem(30, 4, 1);
    const residuals = [...targets].map(
      (y, i) => y - problem.wStar.reduce((sum, w, j) => sum + w * inputs[i * 4 + j]!, 0),
    );
    for (let j = 0; j < 4; j += 1) {
      const product = residuals.reduce((sum, r, i) => sum + r * inputs[i * 4 + j]!, 0);
      // 30 products of size about 1.
      expect(Math.abs(product)).toBeLessThan(1e-12);
    }
    const risk = residuals.reduce((sum, r) => sum + r * r, 0) / 30;
    expect(problem.riskMin).toBeCloseTo(risk, 13);
    expect(problem.riskZero).toBeCloseTo(targets.reduce((sum, y) => sum + y * y, 0) / 30, 13);
  });

  it('has the minimum norm among interpolators where n < d: w⋆ lies in the span of the rows', () => {
    const { problem, inputs } = randomProblem(3, 6, 2);
    expect(problem.rank).toBe(3);
    expect(problem.riskMin).toBeLessThan(1e-25);
    for (let j = 0; j < 6 - problem.rank; j += 1) {
      // Null vectors of Σ̂ come first; w⋆ has no part along them, nor have the rows.
      const null_ = Array.from({ length: 6 }, (_, i) => problem.eigenvectors[i * 6 + j]!);
      expect(Math.abs(null_.reduce((sum, v, i) => sum + v * problem.wStar[i]!, 0))).toBeLessThan(1e-13);
      expect(Math.abs(null_.reduce((sum, v, i) => sum + v * inputs[i]!, 0))).toBeLessThan(1e-13);
    }
    expect(problem.lambdaMin).toBeGreaterThan(1e-3);
  });

  it('gives back a planted regressor of ill-conditioned, noiseless data', () => {
    const spec: SyntheticData = {
      ...SYNTHETIC,
      noise: 0,
      normalise: false,
      spectrum: { kind: 'conditionNumber', value: 1e8 },
    };
    const data = syntheticDataSet(spec, 3);
    const { wStar, riskMin, lambdaMin, lambdaMax } = regressionProblem(data);
    const exact = data.train.targets;
    const fitted = [...exact].map((_, i) =>
      wStar.reduce((sum, w, j) => sum + w * data.train.inputs[i * 4 + j]!, 0),
    );
    fitted.forEach((value, i) => expect(Math.abs(value - exact[i]!)).toBeLessThan(1e-11));
    expect(riskMin).toBeLessThan(1e-22);
    expect(lambdaMax / lambdaMin).toBeGreaterThan(1e7);
  });

  it('has a between λ and Λ, and a root R with RᵀR = Σ̂', () => {
    const { problem } = randomProblem(30, 4, 4);
    expect(problem.a).toBeGreaterThan(problem.lambdaMin);
    expect(problem.a).toBeLessThan(problem.lambdaMax);
    for (let i = 0; i < 4; i += 1) {
      for (let j = 0; j < 4; j += 1) {
        let sum = 0;
        for (let k = 0; k < 4; k += 1)
          sum += problem.covarianceRoot[k * 4 + i]! * problem.covarianceRoot[k * 4 + j]!;
        expect(Math.abs(sum - problem.covariance[i * 4 + j]!)).toBeLessThan(1e-14);
      }
    }
  });
});

describe('synthetic data', () => {
  it('has the prescribed empirical spectrum', () => {
    const spectrum = { kind: 'eigenvalues', values: [0.5, 3, 1, 0.01] } as const;
    const { eigenvalues } = regressionProblem(
      syntheticDataSet({ ...SYNTHETIC, covariance: 'empirical', spectrum }, 5),
    );
    [0.01, 0.5, 1, 3].forEach((value, i) => expect(Math.abs(eigenvalues[i]! - value)).toBeLessThan(1e-13));
  });

  it('spaces a condition number evenly in the logarithm', () => {
    const values = spectrumEigenvalues({ kind: 'conditionNumber', value: 1000 }, 4);
    [1, 0.1, 0.01, 0.001].forEach((value, i) => expect(Math.abs(values[i]! / value - 1)).toBeLessThan(1e-14));
  });

  it('is normalised to ‖w⋆‖ = 1, and its noise changes no other draw', () => {
    expect(Math.abs(regressionProblem(syntheticDataSet(SYNTHETIC, 6)).wStarNorm - 1)).toBeLessThan(
      8 * Number.EPSILON,
    );
    const loud = syntheticDataSet({ ...SYNTHETIC, noise: 5 }, 6);
    expect(loud.train.inputs).toEqual(syntheticDataSet(SYNTHETIC, 6).train.inputs);
    expect(syntheticDataSet({ ...SYNTHETIC, testSamples: 7 }, 6)).toMatchObject({
      test: { samples: 7 },
      train: { inputs: loud.train.inputs },
    });
  });
});

describe('the authors’ data', () => {
  it('are those of their script', () => {
    const data = authorsDataSet({ kind: 'authors', dataSet: 'linear' }, 0);
    const problem = regressionProblem(data);
    expect([...data.train.inputs.subarray(0, 2)].map((value) => value.toFixed(7))).toEqual([
      '-0.9543179',
      '1.4599903',
    ]);
    expect(problem.a.toFixed(7)).toBe('0.9328053');
    expect(Math.abs(problem.wStarNorm - 1)).toBeLessThan(8 * Number.EPSILON);
    const other = authorsDataSet({ kind: 'authors', dataSet: 'linear' }, 1);
    expect(other.train.inputs[0]).not.toBe(data.train.inputs[0]);
    expect(regressionProblem(authorsDataSet({ kind: 'authors', dataSet: 'underdetermined' }, 0)).rank).toBe(
      15,
    );
  });
});
