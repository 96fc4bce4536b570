import { describe, expect, it } from 'vitest';
import { keyAt, normals } from '@shared/numerics/random/content';
import { sampleProducts } from '@shared/theory/residual/product-sample';
import { residualProducts, type ProductExperiment } from '@shared/theory/residual/residual-products';
import { finish } from '../../../builders/finish';
import { jacobiEigenvalues, matrixOf, times, transpose } from '../../../builders/linear-algebra';

const SMALL: ProductExperiment = { u: 0.5, scale: 1, depth: 6, width: 3, draws: 40, seed: 5 };

describe('draws of residual products', () => {
  it('are those of naive products and eigenvalues of ΠᵀΠ', () => {
    const { scale, depth, width, draws, seed } = SMALL;
    const sample = finish(sampleProducts(SMALL, draws, seed));
    for (let r = 0; r < draws; r += 1) {
      let product = matrixOf(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), 3, 3);
      let [largest, least] = [0, Infinity];
      let h = [1, 1, 1].map((x) => x / Math.sqrt(3));
      for (let k = 1; k <= depth; k += 1) {
        const noise = matrixOf(normals(keyAt(seed, ['residualProducts', width, depth, r, k]), 9), 3, 3);
        const image = noise.map((row) => row.reduce((sum, x, j) => sum + x * h[j]!, 0));
        const size = h.reduce((sum, x) => sum + x * x, 0);
        const square = image.reduce((sum, x) => sum + x * x, 0) / size;
        const form = image.reduce((sum, x, i) => sum + x * h[i]!, 0) / size;
        expect(sample.squares[r * depth + k - 1]).toBeCloseTo(square, 11);
        expect(sample.forms[r * depth + k - 1]).toBeCloseTo(form, 11);
        const factor = scale / Math.sqrt(depth * width);
        h = h.map((x, i) => x + factor * image[i]!);
        const layer = noise.map((row, i) => row.map((x, j) => (i === j ? 1 : 0) + factor * x));
        product = times(layer, product);
        const squares = jacobiEigenvalues(times(transpose(product), product));
        largest = Math.max(largest, Math.sqrt(squares[2]!));
        least = Math.min(least, Math.sqrt(squares[0]!));
      }
      // The naive eigenvalues are those of a square: ε κ² with κ up to 10³.
      expect(Math.abs(sample.largest[r]! / largest - 1)).toBeLessThan(1e-12);
      expect(Math.abs(sample.least[r]! / least - 1)).toBeLessThan(1e-9);
    }
  });

  it('stay what they are when there are more of them', () => {
    const few = finish(sampleProducts(SMALL, 5, SMALL.seed));
    const many = finish(sampleProducts(SMALL, 9, SMALL.seed));
    expect(many.largest.subarray(0, 5)).toEqual(few.largest);
    expect(many.forms.subarray(0, 5 * SMALL.depth)).toEqual(few.forms);
  });
});

describe('Lemma 3 by drawing', () => {
  const facts = finish(residualProducts({ ...SMALL, draws: 2000, width: 4 }));

  it('has failure shares that fall in u and count either bound', () => {
    const shares = facts.overU.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    for (const at of facts.overU) {
      expect(at.failed).toBeLessThanOrEqual(at.normFailed + at.leastFailed);
      expect(at.failed).toBeGreaterThanOrEqual(Math.max(at.normFailed, at.leastFailed));
      expect(at.withoutFactors.failed).toBeGreaterThanOrEqual(at.failed);
      // What the proof promises has to hold of the truth: 2000 draws see more only by chance, four deviations.
      const promised = Math.min(1, at.explicit.total);
      expect(at.share).toBeLessThanOrEqual(
        promised + 4 * Math.sqrt((promised * (1 - promised)) / 2000) + 1e-9,
      );
    }
    expect(facts.overU[0]!.share).toBeGreaterThan(0);
    expect(facts.overU.at(-1)!.share).toBe(0);
  });

  it('sees the five laws', () => {
    expect(facts.laws.map(({ id }) => id)).toEqual([
      'square',
      'form',
      'quadraticPiece',
      'linearPiece',
      'squaresPiece',
    ]);
    expect(facts.laws.map(({ n }) => n)).toEqual([12_000, 12_000, 2000, 2000, 2000]);
    for (const law of facts.laws) {
      // Five laws at a level of one in ten thousand; the draws are fixed.
      expect(law.pValue).toBeGreaterThan(1e-4);
      // The mean of n values within five standard errors.
      const error = 5 * Math.sqrt(law.expectedVariance / law.n);
      expect(Math.abs(law.mean - law.expectedMean)).toBeLessThan(error);
      const expected = law.quantiles.map((pair) => pair.expected);
      expect(expected).toEqual([...expected].sort((a, b) => a - b));
    }
  });

  it('would see a wrong law: squares over d/2 degrees of freedom', () => {
    const [square] = facts.laws;
    // A χ²(4) sample has mean 4, not 2: dozens of standard errors.
    expect(Math.abs(square!.mean - 2)).toBeGreaterThan(20 * Math.sqrt(square!.expectedVariance / square!.n));
  });

  it('has tails that agree with the exact laws and stay below the mended bounds', () => {
    for (const { points } of facts.tails) {
      for (const { count, exact, bound } of points) {
        if (exact !== null) {
          // Five standard errors of a share of 2000, and one count.
          const error = 5 * Math.sqrt((exact * (1 - exact)) / 2000) + 1 / 2000;
          expect(Math.abs(count / 2000 - exact)).toBeLessThan(error);
          expect(exact).toBeLessThanOrEqual(bound * (1 + 1e-9));
        }
        expect(count / 2000).toBeLessThanOrEqual(bound + 5 * Math.sqrt((bound * (1 - bound)) / 2000) + 1e-9);
      }
    }
  });

  it('counts tails of the pieces themselves, summed from their definitions', () => {
    const { scale: s, depth: L, width: d, draws } = facts.experiment;
    const sample = finish(sampleProducts(facts.experiment, draws, SMALL.seed));
    const counts = facts.tails.map(({ points }) => points.map(() => 0));
    for (let r = 0; r < draws; r += 1) {
      let [first, second, highest, third] = [0, 0, -Infinity, 0];
      for (let k = 0; k < L; k += 1) {
        const y = (2 * s * sample.forms[r * L + k]!) / Math.sqrt(L * d);
        first += (s ** 2 * sample.squares[r * L + k]!) / (L * d);
        second += y;
        highest = Math.max(highest, second);
        third += y ** 2;
      }
      facts.tails[0]!.points.forEach(({ u }, i) => (counts[0]![i]! += first >= s ** 2 + u ? 1 : 0));
      facts.tails[1]!.points.forEach(({ u }, i) => (counts[1]![i]! += highest >= u ? 1 : 0));
      facts.tails[2]!.points.forEach(({ u }, i) => (counts[2]![i]! += third >= (4 * s ** 2) / d + u ? 1 : 0));
    }
    facts.tails.forEach(({ points }, j) => {
      // Rounding may part equal numbers; draws that hit a threshold to ten digits there are none.
      points.forEach(({ count }, i) => expect(Math.abs(count - counts[j]![i]!)).toBeLessThanOrEqual(1));
    });
  });

  it('is all zeros for s = 0: every product is the identity', () => {
    const none = finish(residualProducts({ ...SMALL, scale: 0 }));
    expect([none.largestNorm, none.leastValue]).toEqual([1, 1]);
    expect(none.atU).toMatchObject({ failed: 0, printed: 0 });
    expect(none.atU.explicit.total).toBe(0);
    expect(none.tails.every(({ points }) => points.length === 0)).toBe(true);
  });
});
