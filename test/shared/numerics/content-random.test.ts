import { describe, expect, it } from 'vitest';
import { keyAt, normalQuantile, normals } from '@shared/numerics/random/content';

describe('draws by address', () => {
  it('tell addresses apart by every part and its kind', () => {
    const addresses = [
      ['ab', 'c'],
      ['a', 'bc'],
      ['abc'],
      ['a', 'b', 'c'],
      [1],
      ['1'],
      [0.1],
      [1, 2],
      [2, 1],
      [],
    ];
    const keys = addresses.map((address) => keyAt(0, address).join());
    expect(new Set([...keys, keyAt(1, ['abc']).join(), keyAt(2 ** 40, ['abc']).join()]).size).toBe(
      addresses.length + 2,
    );
  });

  it('are functions of their position: a longer draw begins like a shorter one', () => {
    const key = keyAt(3, ['x']);
    expect(normals(key, 50).slice(0, 7)).toEqual(normals(key, 7));
  });

  it('have the moments of a standard normal law', () => {
    const n = 200_000;
    const values = normals(keyAt(4, ['moments']), n);
    const moment = (k: number): number => values.reduce((sum, value) => sum + value ** k, 0) / n;
    // Five standard errors: √(Var(x^k)/n) with variances 1, 2, 15, 96.
    expect(Math.abs(moment(1))).toBeLessThan(5 * Math.sqrt(1 / n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });
});

describe('the normal quantile', () => {
  /** Φ(x) for x <= 0 by the continued fraction of Mills's ratio far out, by series near 0. */
  function lowerTail(x: number): number {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    if (x > -3) {
      let term = x;
      let sum = x;
      for (let n = 1; n < 200; n += 1) {
        term *= (x * x) / (2 * n + 1);
        sum += term;
      }
      return 0.5 + density * sum;
    }
    let fraction = -x;
    for (let n = 400; n >= 1; n -= 1) fraction = -x + n / fraction;
    return density / fraction;
  }

  it('inverts the distribution function', () => {
    for (const p of [0.5, 0.4, 0.1, 0.07, 0.01, 1e-3, 1e-6, 1e-12, 1e-30]) {
      const x = normalQuantile(p);
      // dp/p = -x dx far out: a relative error ε in x changes p by about x² ε.
      expect(Math.abs(lowerTail(x) / p - 1)).toBeLessThan(20 * (1 + x * x) * Number.EPSILON);
      if (p > 1e-3) expect(normalQuantile(1 - p)).toBeCloseTo(-x, 13);
    }
  });
});
