import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bits,
  inverseErrorFunctionFloat32,
  linspaceFloat32,
  normalFloat32,
  prngKey,
  split,
  splitElement,
  uniformFloat32,
} from '@shared/numerics/random/jax';
import { threefry2x32, type Key } from '@shared/numerics/random/threefry';

/** The whole split as JAX describes it: the counts 0 … 2n - 1 hashed as two halves, then reshaped to n × 2. */
function naiveSplit([k0, k1]: Key, n: number): Key[] {
  const first = Array.from({ length: n }, (_, i) => threefry2x32(k0, k1, i, i + n));
  const words = [...first.map(([word]) => word), ...first.map(([, word]) => word)];
  return Array.from({ length: n }, (_, i) => [words[2 * i]!, words[2 * i + 1]!]);
}

describe('threefry2x32, 20 rounds: the Random123 vectors', () => {
  it.each([
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
  ])('key %i %i, counter %i %i', (k0, k1, c0, c1, x0, x1) => {
    expect(threefry2x32(k0, k1, c0, c1)).toEqual([x0, x1]);
  });
});

describe('JAX’s draws as they are printed', () => {
  it('splits PRNGKey(0)', () => {
    const first = split(prngKey(0));
    expect(first).toEqual({ key: [4146024105, 967050713], subkey: [2718843009, 1272950319] });
    expect(split(first.key).key).toEqual([2384771982, 3928867769]);
  });

  it('draws normals whose values depend on how many are drawn', () => {
    const key = prngKey(0);
    const near = (values: Float64Array, printed: number[]): void =>
      // Eight printed digits.
      printed.forEach((value, i) =>
        expect(Math.abs(values[i]! - value)).toBeLessThan(6e-8 * Math.max(1, Math.abs(value))),
      );
    near(normalFloat32(key, 10), [-0.3721109, 0.26423115, -0.18252768]);
    near(normalFloat32(key, 3), [1.8160863, -0.48262316, 0.33988908]);
    near(normalFloat32(key, 1), [-0.20584226]);
    near(normalFloat32(split(key).subkey, 1), [-1.2515389]);
    near(normalFloat32(split(key).key, 1), [0.14389051]);
  });

  it('draws along a chain, to the last digit', () => {
    let key = prngKey(12);
    const draws = Array.from({ length: 3 }, () => {
      const next = split(key);
      key = next.key;
      return normalFloat32(next.subkey, 1)[0];
    });
    expect(draws).toEqual([0.735927939414978, 1.810187578201294, 0.11553369462490082]);
  });
});

describe('single elements of long draws', () => {
  it('equal those of the whole split (property)', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 40 }), (a, b, n) => {
        const whole = naiveSplit([a, b], n);
        whole.forEach((key, i) => {
          expect(splitElement([a, b], i, n)).toEqual(key);
          expect(splitElement([a, b], i - n, n)).toEqual(key);
        });
      }),
    );
  });

  it('bits of odd counts pad with a zero count', () => {
    const [first] = threefry2x32(0, 0, 0, 2);
    const [second, last] = [threefry2x32(0, 0, 1, 0)[0], threefry2x32(0, 0, 0, 2)[1]];
    expect([...bits(prngKey(0), 3)]).toEqual([first, second, last]);
  });

  it('uniform floats are float32 in [0, 1)', () => {
    for (const value of uniformFloat32(prngKey(5), 999)) {
      expect(Math.fround(value)).toBe(value);
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThan(1);
    }
  });
});

describe('float32 functions', () => {
  it('erf⁻¹ inverts erf', () => {
    /** erf by its Maclaurin series: alternating, converges for all x used here. */
    const erf = (x: number): number => {
      let term = x;
      let sum = x;
      for (let n = 1; n < 120; n += 1) {
        term *= (-x * x) / n;
        sum += term / (2 * n + 1);
      }
      return (2 / Math.sqrt(Math.PI)) * sum;
    };
    const arguments_ = [-0.9999, -0.9, -0.3, 1e-4, 0.5, 0.99, 0.99999];
    const inverted = Float64Array.from(arguments_, Math.fround);
    inverseErrorFunctionFloat32(inverted);
    for (const [i, u] of arguments_.entries()) {
      const x = inverted[i]!;
      // A relative error of 10⁻⁶ in x, times erf's slope; rounding u² to float32 moves erf(x) by up to 2⁻²⁴.
      const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
      expect(Math.abs(erf(x) - Math.fround(u))).toBeLessThan(1e-6 * Math.abs(x) * slope + 2 ** -24);
    }
  });

  it('linspace ends at its ends and has float32 values', () => {
    const values = linspaceFloat32(0.25, 0.6, 10);
    expect([values[0], values[9]]).toEqual([0.25, Math.fround(0.6)]);
    values.forEach((value, i) => {
      expect(Math.fround(value)).toBe(value);
      expect(Math.abs(value - (0.25 + (0.35 * i) / 9))).toBeLessThan(1e-7);
    });
  });
});
