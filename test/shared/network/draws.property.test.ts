import { describe, expect, it } from 'vitest';
import {
  contentProjectionDraw,
  contentRunDraws,
  type ContentRunAddress,
} from '@shared/network/draws/content';
import { importTable } from '@shared/network/data/imported';
import { spectrumEigenvalues, syntheticDataSet, type SyntheticData } from '@shared/network/data/synthetic';
import { regressionProblem } from '@shared/network/regression-problem';

const ADDRESS: ContentRunAddress = {
  widths: [3, 4, 1],
  family: 'gaussian',
  repetition: 2,
  learningRate: 0.1,
  scale: 0.5,
  draws: 'shared',
};
const weights = (change: Partial<ContentRunAddress>, k = 1, seed = 5): string =>
  contentRunDraws(seed, { ...ADDRESS, ...change })
    .layer(k, 6)
    .join();
const starts = (change: Partial<ContentRunAddress>, updates = 3): string =>
  contentRunDraws(5, { ...ADDRESS, ...change })
    .powerIterationStart(updates, 6)
    .join();

describe('draws by content', () => {
  const others: [string, Partial<ContentRunAddress>][] = [
    ['widths', { widths: [3, 5, 1] }],
    ['depth', { widths: [3, 4, 4, 1] }],
    ['family', { family: 'residual' }],
    ['repetition', { repetition: 3 }],
  ];
  it.each(others)('another %s draws other weights and starts', (_, change) => {
    for (const draws of ['shared', 'independent'] as const) {
      expect(weights({ ...change, draws })).not.toBe(weights({ draws }));
      expect(starts({ ...change, draws })).not.toBe(starts({ draws }));
    }
  });

  const paired: [string, Partial<ContentRunAddress>][] = [
    ['learning rate', { learningRate: 0.2 }],
    ['scale', { scale: 0.6 }],
  ];
  it.each(paired)('another %s shares its weights, unless runs are to be independent', (_, change) => {
    expect(weights(change)).toBe(weights({}));
    expect(weights({ ...change, draws: 'independent' })).not.toBe(weights({ draws: 'independent' }));
    expect(starts(change)).not.toBe(starts({}));
  });

  it('differ by layer, time and seed, and come fresh', () => {
    expect(new Set([weights({}, 1), weights({}, 2), weights({}, 1, 6), starts({}), starts({}, 4)]).size).toBe(
      5,
    );
    const draws = contentRunDraws(5, ADDRESS);
    draws.layer(1, 6).fill(0);
    expect(draws.layer(1, 6).join()).toBe(weights({}));
    expect(contentProjectionDraw(5, 3).join()).not.toBe(contentProjectionDraw(6, 3).join());
  });
});

describe('draws of synthetic data', () => {
  const SPEC: SyntheticData = {
    kind: 'synthetic',
    samples: 12,
    features: 3,
    spectrum: { kind: 'isotropic' },
    covariance: 'population',
    noise: 0.5,
    normalise: false,
    testSamples: 4,
  };
  const draw = (change: Partial<SyntheticData>, seed = 1): ReturnType<typeof syntheticDataSet> =>
    syntheticDataSet({ ...SPEC, ...change }, seed);

  it('noise shifts targets in proportion, and nothing else', () => {
    const [none, one, two] = [draw({ noise: 0 }), draw({ noise: 1 }), draw({ noise: 2 })];
    expect(one.train.inputs).toEqual(none.train.inputs);
    expect(two.test!.inputs).toEqual(none.test!.inputs);
    for (const part of ['train', 'test'] as const) {
      none[part]!.targets.forEach((y, i) => {
        const shift = one[part]!.targets[i]! - y;
        // Two roundings of numbers below 16.
        expect(Math.abs(two[part]!.targets[i]! - y - 2 * shift)).toBeLessThan(16 * Number.EPSILON);
        expect(shift).not.toBe(0);
      });
    }
    // Noiseless targets are interpolated, by the same regressor on both tables.
    const { wStar, riskMin } = regressionProblem(none);
    expect(riskMin).toBeLessThan(1e-28);
    none.test!.targets.forEach((y, i) => {
      const predicted = wStar.reduce((sum, w, j) => sum + w * none.test!.inputs[i * 3 + j]!, 0);
      expect(Math.abs(predicted - y)).toBeLessThan(1e-13);
    });
  });

  it('a spectrum scales the columns of the same draws by its roots', () => {
    const isotropic = draw({});
    const coloured = draw({ spectrum: { kind: 'eigenvalues', values: [4, 1, 0.25] } });
    coloured.train.inputs.forEach((x, at) =>
      expect(x).toBe(isotropic.train.inputs[at]! * [2, 1, 0.5][at % 3]!),
    );
    expect(coloured.test!.inputs[0]).toBe(2 * isotropic.test!.inputs[0]!);
  });

  it('normalising divides both tables by ‖w⋆‖', () => {
    const [as, normalised] = [draw({}), draw({ normalise: true })];
    const size = regressionProblem(as).wStarNorm;
    expect(normalised.train.targets).toEqual(as.train.targets.map((y) => y / size));
    expect(normalised.test!.targets).toEqual(as.test!.targets.map((y) => y / size));
    expect(normalised.train.inputs).toEqual(as.train.inputs);
  });

  it('whitening makes Σ̂ the prescribed one', () => {
    const { covariance } = regressionProblem(
      draw({ covariance: 'empirical', spectrum: { kind: 'eigenvalues', values: [2, 0, 0.5] } }),
    );
    // Diagonal in the coordinates of the columns; whitening rounds by ε times the condition number of 12 draws.
    [2, 0, 0, 0, 0, 0, 0, 0, 0.5].forEach((value, at) =>
      expect(Math.abs(covariance[at]! - value)).toBeLessThan(1e-13),
    );
  });

  it('seeds and sizes draw other data', () => {
    const first = (change: Partial<SyntheticData>, seed = 1): number => draw(change, seed).train.inputs[0]!;
    expect(new Set([first({}), first({}, 2), first({ samples: 13 }), first({ features: 4 })]).size).toBe(4);
    expect(first({ testSamples: 0 })).toBe(first({}));
    expect(draw({ testSamples: 0 }).test).toBeNull();
  });

  it('a condition number of one feature is 1', () => {
    expect([...spectrumEigenvalues({ kind: 'conditionNumber', value: 1e4 }, 1)]).toEqual([1]);
  });
});

describe('a standardised table', () => {
  it('has a constant feature at 0 exactly, and extreme ones at their right size', () => {
    // Ten tenths sum to 1 - ε/2: the constant column's deviations are rounding errors, not data.
    const rows = Array.from({ length: 10 }, (_, i) => ['0.1', `${i}e300`, `${i}e-300`, String(i)]);
    const outcome = importTable(
      [['constant', 'huge', 'tiny', 'y'], ...rows],
      { target: 'y', standardise: true },
      { samples: 10, features: 3 },
    );
    if (!outcome.ok) throw new Error(outcome.message);
    const { inputs, targets } = outcome.data.train;
    // 0 … 9: mean 4.5, variance (10² - 1)/12.
    const expected = (i: number): number => (i - 4.5) / Math.sqrt(99 / 12);
    for (let i = 0; i < 10; i += 1) {
      expect(Math.abs(inputs[3 * i]!)).toBe(0);
      for (const value of [inputs[3 * i + 1]!, inputs[3 * i + 2]!, targets[i]!])
        expect(Math.abs(value - expected(i))).toBeLessThan(10 * Number.EPSILON);
    }
  });
});
