import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimiserSharpness } from '@shared/curvature/minimiser-sharpness';
import type { RegressionProblem } from '@shared/network/regression-problem';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { norm } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import { symmetricEigen } from '@shared/numerics/symmetric-eigen';
import {
  criticalLearningRate,
  criticalLearningRateUpperBound,
  stableSharpness,
} from '@shared/theory/critical-learning-rate';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import { rankOneTopEigenvalue } from '@shared/theory/rank-one-top-eigenvalue';
import { sharpnessLowerBound } from '@shared/theory/sharpness-lower-bound';
import { sharpnessUpperBound } from '@shared/theory/sharpness-upper-bound';
import { smallInitialisationUpperBound } from '@shared/theory/small-initialisation-upper-bound';
import { movedToMinimiser, randomProblem } from '../../builders/networks';

/** Random-restart pattern search over minimisers: crude, but knows nothing of the formula. */
function bruteForce(network: LinearNetwork, problem: RegressionProblem): { least: number; seen: number[] } {
  const D = network.shape.parameterCount;
  const at = (weights: Float64Array): number =>
    minimiserSharpness(network, problem, movedToMinimiser(network, problem, weights)).value;
  const seen: number[] = [];
  let least = Infinity;
  for (let restart = 0; restart < 6; restart += 1) {
    let weights = normals(keyAt(restart, ['restart']), D);
    let best = at(weights);
    let draw = 0;
    for (let radius = 0.5; radius > 1e-7;) {
      let improved = 0;
      for (let trial = 0; trial < 60; trial += 1) {
        const direction = normals(keyAt(restart, ['trial', (draw += 1)]), D);
        const moved = weights.map((value, i) => value + radius * direction[i]!);
        const value = at(moved);
        if (restart === 0) seen.push(value);
        if (value >= best) continue;
        [best, weights] = [value, moved];
        improved += 1;
      }
      radius *= improved > 6 ? 1.3 : 0.6;
    }
    least = Math.min(least, best);
  }
  return { least, seen };
}

describe('S_min against brute force over minimisers', () => {
  it.each([
    ['d = 1, L = 2', [1, 1, 1], 10, [1]],
    ['d = 2, L = 2', [2, 2, 1], 10, [1]],
    ['d = 2, L = 3', [2, 2, 2, 1], 10, [1]],
    ['residual, p of norm 3, L = 2', [2, 2, 2], 10, [1.8, 2.4]],
    ['residual, short p, L = 3', [2, 2, 2, 2], 10, [0.3, 0.1]],
    ['rank-deficient, L = 2', [3, 3, 1], 2, [1]],
    ['rank-deficient with p, L = 2', [2, 2, 2], 1, [0.5, 1]],
    ['a narrow hidden layer', [3, 1, 1], 10, [1]],
  ])('%s', (_, widths, samples, p) => {
    const { problem } = randomProblem(samples, widths[0]!, 61);
    const network = { shape: networkShape(widths), projection: Float64Array.from(p) };
    const exact = minimalSharpness.value({
      problem,
      depth: network.shape.depth,
      projectionNorm: norm(network.projection),
    });
    const { least, seen } = bruteForce(network, problem);
    // No minimiser lies below it, and the search comes close: its last radius 10⁻⁷ leaves about 10⁻³ at worst.
    for (const value of seen) expect(value).toBeGreaterThan(exact * (1 - 1e-12));
    expect(least).toBeGreaterThan(exact * (1 - 1e-12));
    expect(least).toBeLessThan(exact * 1.002);
  });

  it('is 2 ‖p‖² Λ for one layer', () => {
    const { problem } = randomProblem(10, 3, 62);
    expect(minimalSharpness.value({ problem, depth: 1, projectionNorm: 3 })).toBeCloseTo(
      18 * problem.lambdaMax,
      12,
    );
  });
});

describe('the bracket of Theorem 2', () => {
  it('holds the exact value, and closes as L grows (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.integer({ min: 1, max: 20 }),
        (seed, features, depth, projectionNorm, samples) => {
          const { problem } = randomProblem(samples, features, seed);
          const setting = { problem, depth, projectionNorm };
          const exact = minimalSharpness.value(setting);
          expect(sharpnessLowerBound.value(setting)).toBeLessThanOrEqual(exact * (1 + 1e-9));
          expect(exact).toBeLessThanOrEqual(sharpnessUpperBound.value(setting) * (1 + 1e-9));
        },
      ),
    );
    const { problem } = randomProblem(30, 4, 63);
    const far = { problem, depth: 100_000, projectionNorm: 1 };
    expect(minimalSharpness.value(far) / (2 * problem.wStarNorm ** 2 * 100_000 * problem.a)).toBeCloseTo(
      1,
      3,
    );
  });

  it('gives the critical learning rates', () => {
    const { problem } = randomProblem(30, 4, 64);
    const setting = { problem, depth: 7, projectionNorm: 2 };
    expect(criticalLearningRate.value(setting) * minimalSharpness.value(setting)).toBeCloseTo(2, 14);
    // (‖w⋆‖^{2-2/L} ‖p‖^{2/L} L a)^{-1}, written out.
    const direct = 1 / (problem.wStarNorm ** (12 / 7) * 2 ** (2 / 7) * 7 * problem.a);
    expect(criticalLearningRateUpperBound.value(setting) / direct).toBeCloseTo(1, 13);
    expect(criticalLearningRateUpperBound.value(setting)).toBeGreaterThanOrEqual(
      criticalLearningRate.value(setting),
    );
    expect(stableSharpness(0.1)).toBe(20);
  });

  it('has the bound from small weights only where Σ̂ has full rank', () => {
    const full = randomProblem(30, 4, 65).problem;
    const value = smallInitialisationUpperBound.value({ problem: full, depth: 3, projectionNorm: 1 });
    expect(value! / (24 * full.lambdaMax * full.wStarNorm ** (4 / 3))).toBeCloseTo(1, 13);
    const { problem } = randomProblem(3, 4, 65);
    expect(smallInitialisationUpperBound.value({ problem, depth: 3, projectionNorm: 1 })).toBeNull();
  });
});

describe('the secular equation', () => {
  it('agrees with the dense eigenvalue (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 1, max: 7 }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (seed, n, weight) => {
          const values = normals(keyAt(seed, ['values']), n)
            .map(Math.abs)
            .sort();
          const z = normals(keyAt(seed, ['z']), n).map((value, i) =>
            seed % 3 === 0 && i === n - 1 ? 0 : value,
          );
          const dense = new Float64Array(n * n);
          for (let i = 0; i < n; i += 1) {
            for (let j = 0; j < n; j += 1)
              dense[i * n + j] = weight * z[i]! * z[j]! + (i === j ? 1.5 * values[i]! : 0);
          }
          const top = symmetricEigen(dense, n).values[n - 1]!;
          expect(Math.abs(rankOneTopEigenvalue(values, 1.5, z, weight) - top)).toBeLessThan(
            1e-12 * Math.max(1, top),
          );
        },
      ),
    );
  });
});
