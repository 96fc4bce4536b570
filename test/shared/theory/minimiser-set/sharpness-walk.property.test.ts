import { describe, expect, it } from 'vitest';
import { minimiserSharpness } from '@shared/curvature/minimiser-sharpness';
import type { LinearModel } from '@shared/network/model';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import { layerNorms } from '@shared/theory/minimiser-set/minimiser-facts';
import { layerNormBound } from '@shared/theory/minimiser-set/layer-norm-bound';
import { randomMinimiser } from '@shared/theory/minimiser-set/random-minimiser';
import { sharpnessWalk, type WalkPoint } from '@shared/theory/minimiser-set/sharpness-walk';
import { distance, naiveProduct, randomModel, settingOf, squareWidths } from './networks';

function walked(model: LinearModel, seed: number, steps = 5000): { points: WalkPoint[]; ended: string } {
  const least = minimalSharpness.value(settingOf(model));
  const walk = sharpnessWalk(model, randomMinimiser(model, seed)!, { least, tolerance: 1e-9, steps });
  const points: WalkPoint[] = [];
  for (;;) {
    const step = walk.next();
    if (step.done) return { points, ended: step.value };
    points.push(step.value);
  }
}

/** S_min is a minimum over one number, good to 10⁻¹³; sharpness an eigenvalue of products of L matrices. */
const ROUNDING = 1e-12;

describe('a walk downhill in sharpness', () => {
  for (const depth of [2, 3, 5, 8, 10]) {
    it(`gets from random minimisers to S_min, never below, with the predictor kept: d = 5, L = ${depth}`, () => {
      for (let seed = 0; seed < 4; seed += 1) {
        const model = randomModel(squareWidths(5, depth), seed);
        const setting = settingOf(model);
        const least = minimalSharpness.value(setting);
        const { points, ended } = walked(model, seed);
        expect(points[0]!.sharpness).toBeGreaterThan(1.1 * least);
        expect(ended).toBe('reached');
        expect(points.at(-1)!.sharpness / least - 1).toBeLessThan(1e-6);
        for (const { weights, sharpness } of points) {
          expect(sharpness / least - 1).toBeGreaterThan(-ROUNDING);
          expect(sharpness).toBeGreaterThanOrEqual(
            layerNormBound(setting, layerNorms(model.shape, weights)) * (1 - ROUNDING),
          );
        }
        const { weights } = points.at(-1)!;
        // A step errs by some 8 L ε, and the next brings that back rather than adding to it.
        expect(distance(naiveProduct(model, weights), model.problem.wStar)).toBeLessThan(1e-13);
        const exact = minimiserSharpness(model.network, model.problem, weights);
        expect(Math.abs(exact.value / points.at(-1)!.sharpness - 1)).toBeLessThan(ROUNDING);
      }
    });
  }

  it.each([
    ['narrow hidden layers', [5, 1, 1, 1], 50],
    ['a projection', [4, 4, 4, 4], 50],
    ['fewer samples than features', [6, 6, 6, 1], 4],
  ] as const)('gets there with %s', (_, widths, samples) => {
    const model = randomModel(widths, 5, samples);
    const { points } = walked(model, 5);
    const least = minimalSharpness.value(settingOf(model));
    const left = points.at(-1)!.sharpness / least - 1;
    expect(left).toBeGreaterThan(-ROUNDING);
    expect(left).toBeLessThan(1e-6);
  });

  it('says so where its steps are used up', () => {
    const model = randomModel(squareWidths(5, 6), 1);
    const { points, ended } = walked(model, 1, 3);
    expect(ended).toBe('stepLimit');
    expect(points.map(({ step }) => step)).toStrictEqual([0, 1, 2, 3]);
  });

  it('stays where one layer leaves no choice', () => {
    const model = randomModel([4, 1], 0);
    expect(walked(model, 0)).toMatchObject({ ended: 'reached', points: [{ step: 0 }] });
  });
});
