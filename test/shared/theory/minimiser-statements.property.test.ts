import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { fillBalancedMinimiser } from '@shared/network/initialisations/balanced-minimiser';
import type { RegressionProblem } from '@shared/network/regression-problem';
import { norm } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import type { JudgedRun } from '@shared/theory/judged-run';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import { asymptoticSharpness, toyProduct } from '@shared/theory/minimisers/asymptotic-sharpness';
import { balancedSharpness } from '@shared/theory/minimisers/balanced-sharpness';
import { chainLowerBound } from '@shared/theory/minimisers/chain-lower-bound';
import {
  layerNormLowerBound,
  layerNormRootBound,
  rayleighLowerBound,
} from '@shared/theory/minimisers/layer-norm-bounds';
import { rescaled, rescaling } from '@shared/theory/minimisers/rescaling';
import { sharpnessLowerBound } from '@shared/theory/sharpness-lower-bound';
import { sharpnessUpperBound } from '@shared/theory/sharpness-upper-bound';
import { falsified, still, verdictOf } from '../../builders/judged-runs';
import { matrixOf, times, transpose } from '../../builders/linear-algebra';
import { lineProblem, movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const OF_MINIMISERS = [
  sharpnessLowerBound,
  minimalSharpness,
  layerNormLowerBound,
  layerNormRootBound,
  rayleighLowerBound,
  chainLowerBound,
];
const seeds = fc.integer({ min: 0, max: 1e6 });

function balanced(network: LinearNetwork, problem: RegressionProblem): Float64Array {
  const weights = new Float64Array(network.shape.parameterCount);
  fillBalancedMinimiser({ network, problem }, weights);
  return weights;
}

/** One feature, L factors: at the balanced minimiser every bound of Section 3 is an equality. */
function scalars(depth: number, regressor = 1.7): { network: LinearNetwork; problem: RegressionProblem } {
  const shape = networkShape(Array.from({ length: depth + 1 }, () => 1));
  return { network: { shape, projection: Float64Array.of(1) }, problem: lineProblem(0.6, regressor) };
}

describe('the statements about minimisers', () => {
  it('hold at random minimisers, of full rank and not (property)', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...SHAPES), fc.constantFrom(2, 12), (seed, widths, samples) => {
        const { problem } = randomProblem(samples, widths[0]!, seed);
        const { network, weights } = randomNetwork(widths, seed, 1);
        const minimiser = movedToMinimiser(network, problem, weights);
        // A random drift in W_1 along the kernel of Σ̂ leaves a minimiser whose product is not of least norm.
        if (problem.rank < problem.features) {
          const along = problem.eigenvectors.filter((_, at) => at % problem.features === 0);
          for (let j = 0; j < problem.features; j += 1) minimiser[j]! += along[j]!;
        }
        const run = still(network, problem, minimiser);
        for (const statement of OF_MINIMISERS) {
          const { hypothesis, conclusion } = verdictOf(statement, run);
          expect([statement.id, hypothesis.holds, conclusion.holds]).toEqual([statement.id, true, true]);
          // What is forgiven is rounding: these are minimisers to ε.
          expect(conclusion.error).toBeLessThan(1e-6 * conclusion.measured!);
        }
        const { hypothesis, conclusion } = verdictOf(rescaling, run);
        expect(hypothesis.holds).toBe(widths.length > 2);
        expect(conclusion.holds).toBe(widths.length > 2 ? true : null);
      }),
      { numRuns: 150 },
    );
  });

  it('hold with equality at the balanced minimiser of one feature', () => {
    for (const depth of [1, 2, 3, 6]) {
      const { network, problem } = scalars(depth);
      const run = still(network, problem, balanced(network, problem));
      const closed = 2 * 0.6 * depth * 1.7 ** (2 - 2 / depth);
      for (const statement of OF_MINIMISERS) {
        const { conclusion } = verdictOf(statement, run);
        // Roots and powers on either side.
        expect(Math.abs(conclusion.bound! / closed - 1)).toBeLessThan(1e-12);
        expect(Math.abs(conclusion.slack!)).toBeLessThan(1e-12);
        expect(conclusion.holds).toBe(true);
      }
    }
  });

  it('order the bounds: the root is above the plain sum, and L terms of equal norm make them one', () => {
    const { problem } = randomProblem(12, 3, 7);
    const { network, weights } = randomNetwork([3, 3, 3, 1], 7, 1);
    const run = still(network, problem, movedToMinimiser(network, problem, weights));
    const bound = (statement: (typeof OF_MINIMISERS)[number]): number =>
      verdictOf(statement, run).conclusion.bound!;
    // Cauchy-Schwarz: √L (Σ 1/‖W_k‖²)^{1/2} ≥ Σ 1/‖W_k‖.
    expect(bound(layerNormRootBound)).toBeGreaterThan(bound(layerNormLowerBound));
    expect(bound(chainLowerBound)).toBeGreaterThan(bound(sharpnessLowerBound));
    const even = still(network, problem, balanced(network, problem));
    const roots = verdictOf(layerNormRootBound, even).conclusion.bound!;
    expect(verdictOf(layerNormLowerBound, even).conclusion.bound! / roots).toBeCloseTo(1, 12);
    expect(verdictOf(rayleighLowerBound, even).conclusion.bound! / roots).toBeCloseTo(1, 12);
  });

  it('take A_k from the naive chain', () => {
    const widths = [3, 4, 2, 1];
    const { problem } = randomProblem(12, 3, 9);
    const { network, weights } = randomNetwork(widths, 9, 1);
    const minimiser = movedToMinimiser(network, problem, weights);
    const layers = [1, 2, 3].map((k) =>
      matrixOf(minimiser, widths[k]!, widths[k - 1]!, network.shape.offsets[k - 1]),
    );
    const w = transpose([[...problem.wStar]]);
    const slope = times(matrixOf(problem.covariance, 3, 3), w).map(([entry]) => [2 * entry!]);
    const squares = layers.map((_, i) => {
      const above = layers.slice(i + 1).reduceRight((left, layer) => times(left, layer), [[1]]);
      const below = layers.slice(0, i).reduce((right, layer) => times(layer, right), slope);
      return times(transpose(above), transpose(below))
        .flat()
        .reduce((sum, entry) => sum + entry * entry, 0);
    });
    const expected = Math.sqrt(
      3 * norm(problem.wStar) ** (-2 / 3) * squares.reduce((sum, square) => sum + square, 0),
    );
    const { conclusion } = verdictOf(chainLowerBound, still(network, problem, minimiser));
    expect(Math.abs(conclusion.bound! / expected - 1)).toBeLessThan(1e-12);
  });
});

describe('what is forgiven near a minimiser', () => {
  const { network, problem } = scalars(3);
  const at = (shrink: number): JudgedRun =>
    still(
      network,
      problem,
      balanced(network, problem).map((x) => x * (1 - shrink)),
    );

  it('is what the distance can do, though S lies below the bound of w⋆', () => {
    // w_prod = w⋆(1 - 10⁻⁵)³, an excess of 9·10⁻¹⁰ of that of zero weights.
    for (const statement of OF_MINIMISERS) {
      const { hypothesis, conclusion } = verdictOf(statement, at(1e-5));
      expect(hypothesis.holds).toBe(true);
      expect([statement.id, conclusion.holds]).toEqual([statement.id, true]);
      expect(conclusion.slack!).toBeLessThan(-1e-6);
      expect(conclusion.error).toBeLessThan(1e-3 * conclusion.bound!);
    }
  });

  it('is not a falsified sharpness: a thousandth less is caught, at the last moment', () => {
    for (const statement of OF_MINIMISERS) {
      const run = at(0);
      const { value, error, method } = run.moments[0]!.sharpness;
      const { hypothesis, conclusion } = verdictOf(
        statement,
        falsified(run, 0, { sharpness: { value: value * 0.999, error, method } }),
      );
      expect([statement.id, hypothesis.holds, conclusion.holds]).toEqual([statement.id, true, false]);
      expect(conclusion.slack).toBeCloseTo(-0.001, 9);
      expect(conclusion.firstViolation).toEqual({ time: 0, step: null, layer: null });
    }
  });

  it('is nothing where the weights are no minimiser: the hypothesis is false, S stands as it is', () => {
    for (const statement of [...OF_MINIMISERS, rescaling]) {
      const { hypothesis, conclusion } = verdictOf(statement, at(0.3));
      expect([statement.id, hypothesis.holds]).toEqual([statement.id, false]);
      // The excess (1 - 0.7³)² of that of zero weights.
      expect(hypothesis.measured).toBeCloseTo((1 - 0.343) ** 2, 12);
      expect(hypothesis.bound).toBe(1e-8);
      if (statement !== rescaling) {
        // S = λ_max of 2·0.6·(J Jᵀ + (w_prod - w⋆) f''): a fraction of that of a minimiser.
        expect(conclusion.holds).toBe(false);
        expect(conclusion.error).toBeLessThan(1e-7 * conclusion.bound!);
      }
    }
  });
});

describe('rescaled minimisers', () => {
  it('keep their product, and their sharpness grows as the bound says', () => {
    const { problem } = randomProblem(12, 3, 3);
    const { network, weights } = randomNetwork([3, 3, 3, 1], 3, 1);
    const minimiser = movedToMinimiser(network, problem, weights);
    const run = still(network, problem, minimiser);
    const moved = still(network, problem, rescaled(run.trajectory.model, minimiser, 64));
    moved.moments[0]!.product.forEach((entry, j) =>
      expect(Math.abs(entry - run.moments[0]!.product[j]!)).toBeLessThan(1e-13),
    );
    expect(moved.moments[0]!.sharpness.value).toBeGreaterThan(
      64 * verdictOf(rescaling, run).conclusion.bound!,
    );
    expect(verdictOf(rescaling, run).conclusion).toMatchObject({ holds: true, relation: 'atLeast' });
  });
});

describe('numbers of a setting', () => {
  it('hold without a run: S_min and the balanced minimiser below Theorem 2’s upper bound (property)', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(2, 12),
        (seed, features, samples) => {
          const { problem } = randomProblem(samples, features, seed);
          const { network, weights } = randomNetwork([features, 3, 2, 2], seed);
          const run = still(network, problem, weights);
          for (const statement of [sharpnessUpperBound, balancedSharpness]) {
            const { hypothesis, conclusion } = verdictOf(statement, run);
            expect([hypothesis.holds, conclusion.holds, conclusion.worst]).toEqual([true, true, null]);
          }
          const { value } = still(network, problem, balanced(network, problem)).moments[0]!.sharpness;
          expect(Math.abs(balancedSharpness.value(run.setting) / value - 1)).toBeLessThan(1e-11);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are what they are: a product of numbers, and the limit of deep networks', () => {
    const { problem } = randomProblem(12, 3, 5);
    const of = (depth: number) => ({ problem, depth, projectionNorm: 3 });
    // The Hessian of Π x_k at ones is the matrix of ones less the identity: eigenvalues L - 1 and -1.
    expect([1, 2, 7].map((depth) => toyProduct.value(of(depth)))).toEqual([null, 1, 6]);
    const deep = of(100_000);
    expect(minimalSharpness.value(deep) / asymptoticSharpness.value(deep)).toBeCloseTo(1, 3);
  });

  it('catch a random start that claims to be a minimiser', () => {
    const { problem } = randomProblem(12, 3, 8);
    const { network } = randomNetwork([3, 3, 1], 8);
    const run = still(network, problem, normals(keyAt(1, ['w']), 12));
    expect(verdictOf(minimalSharpness, run).hypothesis.holds).toBe(false);
  });
});
