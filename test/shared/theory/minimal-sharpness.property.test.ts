import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { minimiserSharpness } from '@shared/curvature/minimiser-sharpness';
import { denseMatrix } from '@shared/curvature/operator';
import type { RegressionProblem } from '@shared/network/regression-problem';
import { regressionProblem } from '@shared/network/regression-problem';
import { layerOf, type LinearNetwork } from '@shared/network/shape';
import { norm } from '@shared/numerics/dense';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import { sharpnessLowerBound } from '@shared/theory/sharpness-lower-bound';
import { sharpnessUpperBound } from '@shared/theory/sharpness-upper-bound';
import { jacobiEigenvalues, matrixOf } from '../../builders/linear-algebra';
import { lineProblem, movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const seeds = fc.integer({ min: 0, max: 1e6 });

/** Rank-one aligned layers with product w⋆: the first of norm ‖w⋆‖/β, the others of equal norm. */
function alignedMinimiser(
  { shape, projection }: LinearNetwork,
  problem: RegressionProblem,
  beta: number,
): Float64Array {
  const weights = new Float64Array(shape.parameterCount);
  const pNorm = norm(projection);
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const size = k === 1 ? problem.wStarNorm / beta : (beta / pNorm) ** (1 / (shape.depth - 1));
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < columns; j += 1) {
        const left = k === shape.depth ? projection[i]! / pNorm : Number(i === rows - 1);
        const right = k === 1 ? problem.wStar[j]! / problem.wStarNorm : Number(j === columns - 1);
        weights[offset + i * columns + j] = size * left * right;
      }
    }
  }
  return weights;
}

describe('the minimal sharpness', () => {
  it.each([
    ['two layers', [3, 2, 1], 20],
    ['three layers', [3, 3, 3, 1], 20],
    ['residual', [2, 2, 2, 2], 20],
    ['rank-deficient', [4, 4, 1], 2],
    ['five scalars', [1, 1, 1, 1, 1, 1], 20],
  ])('is attained by aligned rank-one layers, on the dense Hessian: %s', (_, widths, samples) => {
    const { problem } = randomProblem(samples, widths[0]!, 161);
    const { network } = randomNetwork(widths, 17);
    const n = network.shape.parameterCount;
    const at = (logBeta: number): number => {
      const weights = alignedMinimiser(network, problem, Math.exp(logBeta));
      return jacobiEigenvalues(matrixOf(denseMatrix(linearHessian(network, problem, weights)), n, n)).at(-1)!;
    };
    // A grid of steps 0.05, then of 0.0002: what is left is 10⁻⁸ of a smooth minimum, 10⁻³ of a kink at most.
    const least = (centre: number, step: number): number =>
      Array.from({ length: 301 }, (__, i) => centre + (i - 150) * step).reduce((best, x) =>
        at(x) < at(best) ? x : best,
      );
    const attained = at(least(least(0, 0.05), 0.0002));
    const exact = minimalSharpness.value({
      problem,
      depth: network.shape.depth,
      projectionNorm: norm(network.projection),
    });
    expect(attained).toBeGreaterThan(exact * (1 - 1e-12));
    expect(attained).toBeLessThan(exact * 1.0005);
  });

  it('is a floor for every minimiser, and so is Theorem 2’s bound with its own norms (property)', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...SHAPES), fc.constantFrom(2, 12), (seed, widths, samples) => {
        const { problem } = randomProblem(samples, widths[0]!, seed);
        const { network, weights } = randomNetwork(widths, seed, 1);
        const minimiser = movedToMinimiser(network, problem, weights);
        const { value, halfWidth } = minimiserSharpness(network, problem, minimiser);
        const depth = network.shape.depth;
        const projectionNorm = norm(network.projection);
        const slack = halfWidth + 1e-12 * value;
        expect(value).toBeGreaterThanOrEqual(
          minimalSharpness.value({ problem, depth, projectionNorm }) - slack,
        );
        const inverseNorms = Array.from({ length: depth }, (_, k) => {
          const { rows, columns, offset } = layerOf(network.shape, k + 1);
          return 1 / norm(minimiser.slice(offset, offset + rows * columns));
        }).reduce((sum, inverse) => sum + inverse, 0);
        // Theorem 2: S ≥ 2 a ‖w⋆‖^{2-1/L} ‖p‖^{1/L} Σ_k 1/‖W_k‖_F.
        const bound =
          2 * problem.a * problem.wStarNorm ** (2 - 1 / depth) * projectionNorm ** (1 / depth) * inverseNorms;
        expect(value).toBeGreaterThanOrEqual(bound - slack);
      }),
      { numRuns: 300 },
    );
  });

  it('scales as it must: data by c² , targets by c^{2-2/L}, p by c^{2/L} (property)', () => {
    const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 30 }),
        factor,
        factor,
        (seed, depth, c, projectionNorm) => {
          const { problem, inputs, targets } = randomProblem(9, 3, seed);
          const table = { samples: 9, features: 3, inputs, targets };
          const value = (train: typeof table, p = projectionNorm): number =>
            minimalSharpness.value({
              problem: regressionProblem({ train, test: null }),
              depth,
              projectionNorm: p,
            });
          const base = minimalSharpness.value({ problem, depth, projectionNorm });
          const times = (list: Float64Array): Float64Array => list.map((entry) => c * entry);
          // Rounding of w⋆ at the condition number of nine random rows, and 10⁻⁹ of the search.
          const near = (found: number, expected: number): void =>
            expect(Math.abs(found / expected - 1)).toBeLessThan(1e-8);
          near(value({ ...table, inputs: times(inputs), targets: times(targets) }), c * c * base);
          near(value({ ...table, targets: times(targets) }), c ** (2 - 2 / depth) * base);
          near(value(table, c * projectionNorm), c ** (2 / depth) * base);
        },
      ),
    );
  });

  it('of one feature is its closed form: L Σ̂ times 2 ‖w⋆‖^{2-2/L} ‖p‖^{2/L}, where bracket and value meet', () => {
    // All of Σ̂ lies along w⋆: β² + (L-1)(‖p‖/β)^{2/(L-1)} w² is least at the balanced β.
    for (const depth of [1, 2, 3, 10, 100]) {
      const setting = { problem: lineProblem(0.7, -1.9), depth, projectionNorm: 2.5 };
      const closed = 2 * 0.7 * depth * 1.9 ** (2 - 2 / depth) * 2.5 ** (2 / depth);
      expect(Math.abs(minimalSharpness.value(setting) / closed - 1)).toBeLessThan(1e-13);
      expect(Math.abs(sharpnessLowerBound.value(setting) / closed - 1)).toBeLessThan(1e-13);
      // √((2L-1)Λ² + (L-1)²a²) = LΛ for a = Λ.
      expect(Math.abs(sharpnessUpperBound.value(setting) / closed - 1)).toBeLessThan(1e-13);
    }
  });

  it('sits at a kink where w⋆ is an eigenvector other than the top one', () => {
    // Σ̂ = diag(1, 4), w⋆ = e₁, L = 2: min over β of 2 max(4β², β² + 1/β²), where 3β⁴ = 1: 8/√3.
    const train = {
      samples: 2,
      features: 2,
      inputs: Float64Array.of(Math.SQRT2, 0, 0, 2 * Math.SQRT2),
      targets: Float64Array.of(Math.SQRT2, 0),
    };
    const problem = regressionProblem({ train, test: null });
    const value = minimalSharpness.value({ problem, depth: 2, projectionNorm: 1 });
    // The search's 10⁻⁹ in log β, times a slope of 2.
    expect(Math.abs(value / (8 / Math.sqrt(3)) - 1)).toBeLessThan(4e-9);
  });

  it('grows like 2 ‖w⋆‖² L a: the ratio is 1 + O(1/L)', () => {
    const { problem } = randomProblem(30, 4, 163);
    const ratio = (depth: number): number =>
      minimalSharpness.value({ problem, depth, projectionNorm: 3 }) /
      (2 * problem.wStarNorm ** (2 - 2 / depth) * 3 ** (2 / depth) * depth * problem.a);
    // Theorem 2's bracket: at most √((2L-1)(Λ/a)² + (L-1)²)/L.
    for (const depth of [10, 100, 1000, 10_000]) {
      expect(ratio(depth)).toBeGreaterThanOrEqual(1 - 1e-12);
      const upper =
        Math.sqrt((2 * depth - 1) * (problem.lambdaMax / problem.a) ** 2 + (depth - 1) ** 2) / depth;
      expect(ratio(depth)).toBeLessThanOrEqual(upper * (1 + 1e-12));
    }
    expect(ratio(10_000) - 1).toBeLessThan(0.01);
  });
});
