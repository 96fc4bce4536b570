import { describe, expect, it } from 'vitest';
import { linearModel, type LinearModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { chainSizes, escapeEstimate } from '@shared/theory/small-scale/escape-time';
import { FLOW_DEFAULTS, gradientFlow } from '@shared/training/gradient-flow';
import { lineProblem } from '../../builders/networks';
import { finishStudy } from '../../../src-main/core/studies/study';
import { randomModel, squareWidths } from './minimiser-set/networks';
import { keyAt, normals } from '@shared/numerics/random/content';

/** Width 1 everywhere: the chain is the network. */
function lineModel(depth: number, covariance: number): LinearModel {
  const shape = networkShape(Array.from({ length: depth + 1 }, () => 1));
  return linearModel({ shape, projection: Float64Array.of(1) }, lineProblem(covariance, 1));
}

function escapeOfFlow(model: LinearModel, weights: Float64Array): number {
  const options = { ...FLOW_DEFAULTS, relativeTolerance: 1e-8, absoluteTolerance: 1e-12, moments: 4 };
  return finishStudy(gradientFlow(model, weights, options)).escape!.time;
}

/** ‖w⋆‖ = 1 and half the excess risk is gone where P = 1 - 1/√2. */
const HALF = 1 - Math.SQRT1_2;

describe('the time that gradient flow needs to leave the saddle', () => {
  it.each([1e-1, 1e-3, 1e-6])('is closed for L = 2 and width 1: x₂(0) = %d', (s) => {
    // x_1 = s sinh u, x_2 = s cosh u, P = (s²/2) sinh 2u; dP/dt = 2Λ(1 - P)(x_1² + x_2²) = 4Λ(1 - P)√(P² + s⁴/4).
    const lambda = 0.7;
    const q = (s * s) / 2;
    // ∫ dP/((1 - P)√(P² + q²)) by the substitution P = 1 - 1/v: √(1+q²)⁻¹ arsinh(((1 + q²)v - 1)/q).
    const at = (p: number): number => Math.asinh(((1 + q * q) / (1 - p) - 1) / q) / Math.sqrt(1 + q * q);
    const expected = (at(HALF) - at(0)) / (4 * lambda);
    const { time, exponent } = escapeEstimate(lineModel(2, lambda), [s]);
    // Simpson's rule with 4000 intervals on an integrand that is smooth over some 15 units.
    expect(time / expected).toBeCloseTo(1, 8);
    expect(exponent).toBe(0);
  });

  it.each([3, 4, 6])('is that of the integrated flow for width 1, L = %i', (depth) => {
    const model = lineModel(depth, 1.3);
    const s = 0.05;
    const weights = Float64Array.from({ length: depth }, (_, i) => (i === 0 ? 0 : s));
    expect(escapeEstimate(model, chainSizes(model, weights)).time / escapeOfFlow(model, weights)).toBeCloseTo(
      1,
      4,
    );
  });

  it.each([3, 4, 5])('grows like scale^{-(L-2)}, L = %i', (depth) => {
    const model = randomModel(squareWidths(5, depth), 0);
    const at = (s: number): number =>
      escapeEstimate(
        model,
        Array.from({ length: depth - 1 }, () => s),
      ).time;
    // The next term is smaller by a power of the scale, or for L = 3 by scale · ln(1/scale).
    expect(at(1e-6) / at(1e-5)).toBeCloseTo(10 ** (depth - 2), -Math.log10(2e-3 * 10 ** (depth - 2)));
    expect(
      escapeEstimate(
        model,
        Array.from({ length: depth - 1 }, () => 1),
      ).exponent,
    ).toBe(2 - depth);
  });

  it.each([2, 3, 4])('is estimated within a half for random layers, L = %i', (depth) => {
    for (let seed = 0; seed < 4; seed += 1) {
      const model = randomModel(squareWidths(5, depth), seed);
      const weights = normals(keyAt(seed, ['test start']), model.shape.parameterCount).map(
        (entry) => 0.01 * entry,
      );
      weights.fill(0, 0, 25);
      const ratio = escapeEstimate(model, chainSizes(model, weights)).time / escapeOfFlow(model, weights);
      expect(ratio).toBeGreaterThan(1 / 1.5);
      expect(ratio).toBeLessThan(1.5);
    }
  });

  it('sees the layers above the first by what they do to p: the sizes multiply to ‖W_2ᵀ … W_Lᵀ p‖', () => {
    const model = randomModel([4, 3, 5, 1], 1);
    const weights = normals(keyAt(1, ['test start']), model.shape.parameterCount);
    const [second, third] = [weights.slice(12, 27), weights.slice(27)];
    const product = Array.from({ length: 3 }, (_, j) =>
      third.reduce((sum, entry, i) => sum + entry * second[i * 3 + j]!, 0),
    );
    const sizes = chainSizes(model, weights);
    expect(sizes).toHaveLength(2);
    expect(sizes[0]! * sizes[1]!).toBeCloseTo(Math.hypot(...product), 12);
    expect(sizes[1]).toBeCloseTo(Math.hypot(...third), 12);
  });
});
