import { describe, expect, it } from 'vitest';
import { minimiserSharpness } from '@shared/curvature/minimiser-sharpness';
import { norm } from '@shared/numerics/dense';
import { randomMinimiser } from '@shared/theory/minimiser-set/random-minimiser';
import { sharpnessSlope } from '@shared/theory/minimiser-set/sharpness-slope';
import { randomModel, squareWidths } from './networks';

const WIDTHS = [[3, 1], [4, 4, 1], [3, 5, 2, 1], squareWidths(5, 10), [4, 4, 4, 4]];

describe('the slope of the sharpness', () => {
  it.each(WIDTHS.map((widths) => [widths]))('stands on the sharpness of a minimiser: %j', (widths) => {
    const model = randomModel(widths, 1);
    const weights = randomMinimiser(model, 1)!;
    const { sharpness, height } = sharpnessSlope(model, weights);
    const { value } = minimiserSharpness(model.network, model.problem, weights);
    expect(Math.abs(sharpness / value - 1)).toBeLessThan(1e-13);
    expect(height).toBeCloseTo(Math.log(value), 12);
  });

  for (const exponent of [Infinity, 8, 64]) {
    it.each(WIDTHS.map((widths) => [widths]))(
      `agrees with differences of the height, exponent ${exponent}: %j`,
      (widths) => {
        for (let seed = 0; seed < 3; seed += 1) {
          const model = randomModel(widths, seed);
          const weights = randomMinimiser(model, seed)!;
          const { gradient, runnerUp } = sharpnessSlope(model, weights, exponent);
          // Top eigenvalues of random matrices are simple; the second derivative grows like 1/(1 - runnerUp).
          expect(runnerUp).toBeLessThan(0.98);
          const h = 1e-6;
          const difference = Float64Array.from(weights, (_, i) => {
            const at = (t: number): number =>
              sharpnessSlope(
                model,
                weights.map((entry, j) => entry + (i === j ? t : 0)),
                exponent,
              ).height;
            return (at(h) - at(-h)) / (2 * h);
          });
          const rest = norm(gradient.map((entry, i) => entry - difference[i]!));
          // Rounding 10⁻¹⁵/h in each of up to 230 entries, and h² times third derivatives.
          expect(rest).toBeLessThan(1e-6 * Math.max(1, norm(gradient)));
        }
      },
    );
  }

  it('lies at most (ln d)/q above ln S for the exponent q', () => {
    const model = randomModel(squareWidths(5, 4), 2);
    const weights = randomMinimiser(model, 2)!;
    const exact = sharpnessSlope(model, weights).height;
    for (const q of [2, 8, 64]) {
      const { height } = sharpnessSlope(model, weights, q);
      expect(height).toBeGreaterThanOrEqual(exact - 1e-14);
      expect(height).toBeLessThanOrEqual(exact + Math.log(5) / q + 1e-14);
    }
  });
});
