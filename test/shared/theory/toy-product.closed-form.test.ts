import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '@shared/numerics/symmetric-eigen';
import { rescaledOnes, toyRiskSharpness, toySharpness } from '@shared/theory/toy-product';

/** Bisection between neighbouring numbers of a sum of L terms: L roundings. */
const TOLERANCE = 1e-13;

/** The Hessian of Π x_k, entry by entry. */
function naiveHessian(x: readonly number[]): Float64Array {
  const n = x.length;
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [j, k] = [Math.floor(at / n), at % n];
    return j === k ? 0 : x.reduce((product, entry, i) => (i === j || i === k ? product : product * entry), 1);
  });
}

describe('the sharpness of the toy f(x) = Π x_k', () => {
  it.each([2, 3, 4, 10, 100, 1000])('is L - 1 at (1, …, 1) for L = %i', (depth) => {
    const relative = toySharpness(rescaledOnes(depth, 1)) / (depth - 1) - 1;
    expect(Math.abs(relative)).toBeLessThan(TOLERANCE * depth);
  });

  it.each([0.01, 0.5, 1, 7, 1000])(
    'is 1 for two factors at (C, 1/C), C = %d: the Hessian is [[0,1],[1,0]]',
    (factor) => {
      expect(toySharpness(rescaledOnes(2, factor))).toBeCloseTo(1, 12);
    },
  );

  it.each([0.1, 1, 3, 50])('solves µ³ = (1 + C² + 1/C²) µ + 2 for three factors, C = %d', (factor) => {
    const mu = toySharpness(rescaledOnes(3, factor));
    const rest = mu ** 3 - (1 + factor ** 2 + factor ** -2) * mu - 2;
    expect(Math.abs(rest)).toBeLessThan(TOLERANCE * mu ** 3);
  });

  it.each([[[2, 0.25, 2, 1]], [[-1, -1, 1]], [[0.5, 4, 0.5, -1, -1]]])(
    'is the top eigenvalue of the Hessian, and its largest modulus, at %j',
    (x) => {
      const { values } = symmetricEigen(naiveHessian(x), x.length);
      expect(toySharpness(x)).toBeCloseTo(values.at(-1)!, 12);
      expect(Math.abs(values[0]!)).toBeLessThanOrEqual(values.at(-1)! * (1 + TOLERANCE));
    },
  );

  it('grows without bound with C from three factors on', () => {
    const at = (factor: number): number => toySharpness(rescaledOnes(5, factor));
    // The second coordinate's row alone has norm C √(L - 2) and more.
    expect(at(1e3)).toBeGreaterThan(1e3 * Math.sqrt(3) * (1 - TOLERANCE));
    expect(at(1)).toBeLessThan(at(2));
  });

  it('is 2 Σ 1/x_k² of the risk (f - 1)²: 2 L at (1, …, 1)', () => {
    expect(toyRiskSharpness(rescaledOnes(7, 1))).toBe(14);
    expect(toyRiskSharpness([2, 0.5, 1])).toBe(2 * (0.25 + 4 + 1));
  });
});
