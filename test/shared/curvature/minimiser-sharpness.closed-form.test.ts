import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { minimiserSharpness, spectralNorm } from '@shared/curvature/minimiser-sharpness';
import { denseMatrix } from '@shared/curvature/operator';
import { fillBalancedMinimiser } from '@shared/network/initialisations/balanced-minimiser';
import type { RegressionProblem } from '@shared/network/regression-problem';
import type { LinearNetwork } from '@shared/network/shape';
import { norm } from '@shared/numerics/dense';
import { symmetricEigen, topSymmetricEigenvalue } from '@shared/numerics/symmetric-eigen';
import { sharpnessUpperBound } from '@shared/theory/sharpness-upper-bound';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

function balanced(network: LinearNetwork, problem: RegressionProblem): Float64Array {
  const weights = new Float64Array(network.shape.parameterCount);
  fillBalancedMinimiser({ network, problem }, weights);
  return weights;
}

/** 2 ‖w⋆‖^{2-2/L} ‖p‖^{2/L} λ_max(Σ̂ + (L - 1) Σ̂^{1/2} ŵŵᵀ Σ̂^{1/2}), the root by the whole eigendecomposition. */
function closedForm(problem: RegressionProblem, depth: number, pNorm: number): number {
  const d = problem.features;
  const { values, vectors } = symmetricEigen(problem.covariance, d);
  const root = (i: number, j: number): number => {
    let sum = 0;
    for (let k = 0; k < d; k += 1)
      sum += Math.sqrt(Math.max(0, values[k]!)) * vectors[i * d + k]! * vectors[j * d + k]!;
    return sum;
  };
  const image = Array.from({ length: d }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < d; j += 1) sum += (root(i, j) * problem.wStar[j]!) / problem.wStarNorm;
    return sum;
  });
  const matrix = problem.covariance.map(
    (entry, at) => entry + (depth - 1) * image[Math.floor(at / d)]! * image[at % d]!,
  );
  return 2 * problem.wStarNorm ** (2 - 2 / depth) * pNorm ** (2 / depth) * topSymmetricEigenvalue(matrix, d);
}

describe('sharpness at the balanced minimiser', () => {
  it.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))(
    'equals its closed form, widths %s',
    (_, widths) => {
      for (const samples of [25, 2]) {
        const { problem } = randomProblem(samples, widths[0]!, 51);
        const { network } = randomNetwork(widths, 9);
        const pNorm = norm(network.projection);
        const expected = closedForm(problem, network.shape.depth, pNorm);
        const { value, halfWidth } = minimiserSharpness(network, problem, balanced(network, problem));
        // Powers, roots and an eigenvalue: a few dozen roundings.
        expect(Math.abs(value / expected - 1)).toBeLessThan(1e-12);
        expect(halfWidth).toBeLessThan(1e-12 * value);
        const bound = sharpnessUpperBound.value({
          problem,
          depth: network.shape.depth,
          projectionNorm: pNorm,
        });
        expect(value).toBeLessThanOrEqual(bound * (1 + 1e-12));
      }
    },
  );
});

describe('the d × d form', () => {
  it('holds its interval against the dense Hessian, near minimisers and far from them (property)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(...SHAPES),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, widths, away) => {
          const { problem } = randomProblem(15, widths[0]!, seed);
          const { network, weights } = randomNetwork(widths, seed, away);
          const base = balanced(network, problem);
          const mixed = base.map((value, i) => value + weights[i]! * away);
          const D = mixed.length;
          const { values } = symmetricEigen(denseMatrix(linearHessian(network, problem, mixed)), D);
          const { value, halfWidth } = minimiserSharpness(network, problem, mixed);
          const rounding = 1e-12 * Math.max(value, Math.abs(values[0]!), values.at(-1)!);
          expect(Math.abs(values.at(-1)! - value)).toBeLessThanOrEqual(halfWidth + rounding);
        },
      ),
      { numRuns: 80 },
    );
  });

  it('bounds by ‖∇R¹‖ with equality for the product of two scalars: the Hessian’s off-diagonal part', () => {
    // R = (w - x y)² for d = 1, L = 2: H = 2[[y², 2xy - w], [2xy - w, x²]], and ∇R¹ = 2(xy - w).
    const { problem } = randomProblem(10, 1, 3, true);
    const { network } = randomNetwork([1, 1, 1], 1);
    const { halfWidth } = minimiserSharpness(network, problem, Float64Array.of(0, 0));
    const lambda = problem.covariance[0]!;
    expect(halfWidth).toBeCloseTo(2 * lambda * Math.abs(problem.wStar[0]!), 12);
    const dense = denseMatrix(linearHessian(network, problem, Float64Array.of(0, 0)));
    expect(Math.abs(dense[1]!)).toBeCloseTo(halfWidth, 12);
  });

  it('takes operator norms: of a diagonal matrix its largest entry', () => {
    expect(spectralNorm(Float64Array.of(3, 0, 0, 0, -4, 0), 2, 3)).toBeCloseTo(4, 14);
  });
});
