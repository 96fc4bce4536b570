import { describe, expect, it } from 'vitest';
import { topSymmetricEigenvalue } from '@shared/numerics/symmetric-eigen';
import { fillBalancedMinimiser } from '@shared/network/initialisations/balanced-minimiser';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import { minimiserFacts } from '@shared/theory/minimiser-set/minimiser-facts';
import { minimiserNear } from '@shared/theory/minimiser-set/minimiser-near';
import { randomMinimiser } from '@shared/theory/minimiser-set/random-minimiser';
import { rescaledMinimiser } from '@shared/theory/minimiser-set/rescaled-minimisers';
import { distance, naiveProduct, randomModel, settingOf, squareWidths } from './networks';

/** A few hundred roundings. */
const ROUNDING = 1e-12;

describe('minimisers', () => {
  it('that are balanced, rescaled by C, have sharpness 2 λ_max(Σ̂/C² + (C² + L - 2) Σ̂^{1/2}ŵŵᵀΣ̂^{1/2}) for ‖w⋆‖ = 1', () => {
    const depth = 6;
    const model = randomModel(squareWidths(5, depth), 2);
    const { problem } = model;
    const weights = new Float64Array(model.shape.parameterCount);
    fillBalancedMinimiser(model, weights);
    // K = ‖b_1‖² I + Σ_{k≥2} ‖b_k‖²/‖b_{k-1}‖² w⋆w⋆ᵀ; C divides b_1, and multiplies the ratio of layer 2 by C².
    // Eigenvalues of Σ̂K are those of Σ̂^{1/2}KΣ̂^{1/2}, here through the eigenbasis of Σ̂.
    const along = Array.from({ length: 5 }, (_, j) =>
      problem.wStar.reduce((sum, entry, i) => sum + entry * problem.eigenvectors[i * 5 + j]!, 0),
    );
    for (const C of [0.1, 1, 4]) {
      const matrix = Float64Array.from({ length: 25 }, (_, at) => {
        const [i, j] = [Math.floor(at / 5), at % 5];
        const root = Math.sqrt(problem.eigenvalues[i]! * problem.eigenvalues[j]!);
        return root * ((i === j ? C ** -2 : 0) + (C ** 2 + depth - 2) * along[i]! * along[j]!);
      });
      const row = rescaledMinimiser(settingOf(model), model, weights, C);
      expect(row.sharpness / (2 * topSymmetricEigenvalue(matrix, 5))).toBeCloseTo(1, 11);
    }
  });

  it('keep their predictor, and the bounds below their sharpness, under rescaling', () => {
    for (let seed = 0; seed < 5; seed += 1) {
      const model = randomModel(squareWidths(5, 4), seed);
      const setting = settingOf(model);
      const weights = randomMinimiser(model, seed)!;
      const facts = minimiserFacts(setting, model, weights);
      expect(facts.sharpness).toBeGreaterThan(minimalSharpness.value(setting) * (1 - ROUNDING));
      for (const C of [1e-3, 0.3, 1, 20, 1e3]) {
        const row = rescaledMinimiser(setting, model, weights, C);
        expect(row.distance).toBeLessThan(ROUNDING);
        expect(row.secondLayerBound).toBeLessThanOrEqual(row.layerNormBound);
        expect(row.layerNormBound).toBeLessThanOrEqual(row.sharpness * (1 + ROUNDING));
        // The definition: 2 a ‖w⋆‖^{2-1/L} ‖p‖^{1/L} C/‖W_2‖_F with the norm of the unscaled layer; here ‖w⋆‖ = ‖p‖ = 1.
        const second = Math.hypot(...weights.slice(25, 50));
        expect(row.secondLayerBound / ((2 * model.problem.a * C) / second)).toBeCloseTo(1, 10);
      }
      expect(rescaledMinimiser(setting, model, weights, 1).sharpness).toBe(facts.sharpness);
    }
  });

  it('near weights that almost minimise are almost those', () => {
    const model = randomModel(squareWidths(4, 3), 1);
    const start = randomMinimiser(model, 1)!.map((entry, i) => entry + 1e-6 * Math.cos(i));
    const near = minimiserNear(model, start)!;
    expect(near.moved).toBeLessThan(1e-5);
    expect(distance(naiveProduct(model, near.weights), model.problem.wStar)).toBeLessThan(1e-13);
  });

  it('near weights of an underdetermined problem keep what the data do not see', () => {
    const model = randomModel([6, 6, 1], 1, 4);
    const { problem } = model;
    const start = randomMinimiser(model, 1)!.map((entry, i) => entry + 0.1 * Math.cos(i));
    const near = minimiserNear(model, start)!;
    const [before, after] = [naiveProduct(model, start), naiveProduct(model, near.weights)];
    for (let j = 0; j < 6; j += 1) {
      const along = (w: readonly number[]): number =>
        w.reduce((sum, entry, i) => sum + entry * problem.eigenvectors[i * 6 + j]!, 0);
      const wanted =
        problem.eigenvalues[j]! > problem.rankTolerance ? along([...problem.wStar]) : along(before);
      expect(Math.abs(along(after) - wanted)).toBeLessThan(ROUNDING);
    }
    // eᵀΣ̂e with e in the kernel of Σ̂ but for rounding: ε ‖e‖² Λ.
    expect(minimiserFacts(settingOf(model), model, near.weights).relativeExcessRisk).toBeLessThan(1e-14);
  });

  it('that are random are the same for the same seed, and others for another', () => {
    const model = randomModel(squareWidths(3, 3), 0);
    expect([...randomMinimiser(model, 5)!]).toStrictEqual([...randomMinimiser(model, 5)!]);
    expect([...randomMinimiser(model, 5)!]).not.toStrictEqual([...randomMinimiser(model, 6)!]);
  });
});
