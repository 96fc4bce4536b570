import { describe, expect, it } from 'vitest';
import { chiSquareAbove } from '@shared/numerics/chi-square';
import {
  failureBound,
  quadraticExponent,
  quadraticExponentPrinted,
  squaresExponent,
  squaresExponentPrinted,
} from '@shared/theory/residual/failure-bound';
import {
  ballRadius,
  leastBound,
  normBound,
  printedFailureBound,
  printedQuantile,
} from '@shared/theory/residual/product-law';

const LAW = { scale: 0.5, depth: 30, width: 4 };
const U = 2;

describe('the bounds of Lemma 3', () => {
  it('are the proof’s, term by term, written out', () => {
    const { scale: s, depth: L, width: d } = LAW;
    const M = 2 * Math.exp(s ** 2 / 2 + U);
    const m = 0.5 * Math.exp((-2 * s ** 2) / d - U);
    const net = ((2 * M) / m + 1) ** d;
    const linear = Math.exp((-d * U ** 2) / (16 * s ** 2));
    const expected = {
      normLinear: 5 ** d * linear,
      normQuadratic: 5 ** d * Math.exp((-L * d * U ** 2) / (4 * s ** 4 + 4 * U * s ** 2)),
      leastLinear: net * linear,
      leastSquares: net * Math.exp((-L * d ** 2 * U ** 2) / (16 * s ** 2 * (4 * s ** 2 + d * U))),
      leastStep: net * L * Math.exp((-L * d) / (32 * s ** 2)),
    };
    const bound = failureBound(LAW, U);
    for (const [term, value] of Object.entries(expected)) {
      // Exponents of up to 200, each good to a few ulp.
      expect(Math.abs(bound[term as keyof typeof expected] / value - 1)).toBeLessThan(1e-12);
    }
    const total = Object.values(expected).reduce((sum, value) => sum + value, 0);
    expect(Math.abs(bound.total / total - 1)).toBeLessThan(1e-12);
    expect(bound.vacuous).toBe(total >= 1);
    expect(normBound(LAW, U, 2)).toBeCloseTo(M, 12);
    expect(leastBound(LAW, U, 2)).toBeCloseTo(m, 14);
    // m²/(4M²) is at least the radius named, for d >= 4.
    expect(ballRadius(LAW, U)).toBeLessThanOrEqual((m * m) / (4 * M * M));
  });

  it('say something only where L, d and u are large against s', () => {
    expect(failureBound({ scale: 0.25, depth: 400, width: 20 }, 4)).toMatchObject({ vacuous: false });
    expect(failureBound({ scale: 1, depth: 10, width: 5 }, 1).vacuous).toBe(true);
    expect(failureBound({ scale: 0, depth: 10, width: 5 }, 1).total).toBe(0);
  });

  it('have the u at which the printed one is p', () => {
    expect(printedFailureBound(LAW, printedQuantile(LAW, 0.05))).toBeCloseTo(0.05, 14);
  });

  it('mend tails that are wrong as printed: the exact law is above them, and below the mended ones', () => {
    // s = 2: without s² before the bracket, the tail of S_{k,3} is far too small.
    const large = { scale: 2, depth: 20, width: 5 };
    const u = 8;
    const squares = chiSquareAbove(large.depth + (large.depth * large.width * u) / (4 * 4), large.depth);
    expect(squares).toBeGreaterThan(Math.exp(-squaresExponentPrinted(large, u)));
    expect(squares).toBeLessThan(Math.exp(-squaresExponent(large, u)));
    // And of S_{k,1}, with us² for 4us².
    const small = { scale: 0.5, depth: 20, width: 5 };
    const quadratic = chiSquareAbove(100 * (1 + 1 / 0.25), 100);
    expect(quadratic).toBeGreaterThan(Math.exp(-quadraticExponentPrinted(small, 1)));
    expect(quadratic).toBeLessThan(Math.exp(-quadraticExponent(small, 1)));
  });

  it('bound the exact tails everywhere (a grid of s, L, d, u)', () => {
    for (const scale of [0.1, 0.5, 1, 2, 4]) {
      for (const depth of [1, 5, 50]) {
        for (const width of [1, 4, 30]) {
          for (const u of [0.01, 0.1, 1, 5]) {
            const law = { scale, depth, width };
            const square = scale * scale;
            const first = chiSquareAbove(depth * width * (1 + u / square), depth * width);
            const third = chiSquareAbove(depth * (1 + (width * u) / (4 * square)), depth);
            expect(first).toBeLessThanOrEqual(Math.exp(-quadraticExponent(law, u)) * (1 + 1e-9));
            expect(third).toBeLessThanOrEqual(Math.exp(-squaresExponent(law, u)) * (1 + 1e-9));
          }
        }
      }
    }
  });
});
