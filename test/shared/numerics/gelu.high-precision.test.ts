import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GELU, geluForward, geluSecondOrder } from '@shared/numerics/gelu';
import { divideFixed, expFixed, fixed, multiplyFixed, PI_FIXED, toNumber } from '../../builders/fixed-point';

const ONE = fixed(1);
/** u, the largest relative rounding error of one operation. */
const UNIT = 2 ** -53;

/** 2√(2/π) by Newton's iteration from the float64 value, 0.044715 as a fraction. */
const LINEAR = (() => {
  const square = divideFixed(fixed(8), PI_FIXED);
  let root = fixed(Math.sqrt(8 / Math.PI));
  for (let round = 0; round < 7; round += 1) root = (root + divideFixed(square, root)) >> 1n;
  return root;
})();
const CUBIC = (LINEAR * 44715n) / 1000000n;

interface Reference {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
  readonly z: number;
  readonly rate: number;
  readonly sigma: number;
}

/** x σ(z) and its derivatives by the textbook's formulas, in 1600-bit arithmetic. */
function reference(at: number): Reference {
  const x = fixed(at);
  const square = multiplyFixed(x, x);
  const z = multiplyFixed(x, LINEAR + multiplyFixed(CUBIC, square));
  const rate = LINEAR + 3n * multiplyFixed(CUBIC, square);
  const bend = 6n * multiplyFixed(CUBIC, x);
  const sigma = divideFixed(ONE, ONE + expFixed(-z));
  const first = multiplyFixed(sigma, ONE - sigma);
  const second = multiplyFixed(first, ONE - 2n * sigma);
  const slope = sigma + multiplyFixed(x, multiplyFixed(first, rate));
  const curvature =
    2n * multiplyFixed(first, rate) +
    multiplyFixed(x, multiplyFixed(second, multiplyFixed(rate, rate)) + multiplyFixed(first, bend));
  return {
    value: toNumber(multiplyFixed(x, sigma)),
    slope: toNumber(slope),
    curvature: toNumber(curvature),
    z: Math.abs(toNumber(z)),
    rate: toNumber(rate),
    sigma: toNumber(sigma),
  };
}

function evaluate(x: number): { value: number; slope: number; curvature: number } {
  const [value, slope, curvature] = [new Float64Array(1), new Float64Array(1), new Float64Array(1)];
  geluSecondOrder(Float64Array.of(x), 1, value, slope, curvature);
  return { value: value[0]!, slope: slope[0]!, curvature: curvature[0]! };
}

/**
 * Relative error of σ. t carries 6 u (its constants 2 each at most, three operations), so 2^t carries 6 u |z|, the
 * approximant 8.6e-16 < 8 u and about 6 u of rounding; σ feels 1 - σ of that, and 2 u of its own sum and quotient.
 */
function sigmaError({ z, sigma }: Reference): number {
  return ((1 - sigma) * (6 * z + 14) + 3) * UNIT;
}

function check(x: number): void {
  const exact = reference(x);
  const found = evaluate(x);
  const relative = sigmaError(exact);
  expect(Math.abs(found.value - exact.value)).toBeLessThanOrEqual((relative + UNIT) * Math.abs(exact.value));
  // 1 - σ carries σ's absolute error; every factor beside it at most 4 u.
  const { sigma, rate } = exact;
  const restError = relative * sigma + UNIT;
  const g = Math.abs(exact.value);
  const steepnessError = g * rate * (restError + (1 - sigma) * (relative + 8 * UNIT));
  expect(Math.abs(found.slope - exact.slope)).toBeLessThanOrEqual(relative * sigma + steepnessError + UNIT);
  const bends = sigma * (2 * rate + Math.abs(x) * rate);
  const curvatureError =
    steepnessError * 3 * rate + bends * (restError + (1 - sigma) * (relative + 8 * UNIT)) + UNIT;
  expect(Math.abs(found.curvature - exact.curvature)).toBeLessThanOrEqual(curvatureError);
}

describe('GELU against 1600-bit arithmetic', () => {
  it('value, slope and curvature over the range where they bend', () => {
    fc.assert(fc.property(fc.double({ min: -9, max: 9, noNaN: true }), check));
  });

  it('small arguments: g(x) = x/2 + O(x²), to the last bits', () => {
    for (const x of [1e-300, -1e-300, 3e-20, -1e-9, 1e-5]) check(x);
    expect(evaluate(1e-300).value).toBe(0.5e-300);
    expect(evaluate(0)).toEqual({ value: 0, slope: 0.5, curvature: GELU.bend0 / 4 });
    expect(Object.is(evaluate(-0).value, -0)).toBe(true);
  });

  it('either side of where t changes its nearest integer', () => {
    // t is monotone in x: bisection for t = k + 1/2.
    for (let k = -60; k <= 60; k += 1) {
      let [low, high]: [number, number] = [-GELU.limit, GELU.limit];
      for (let round = 0; round < 70; round += 1) {
        const middle = (low + high) / 2;
        const t = middle * (GELU.exponentLinear + GELU.exponentCubic * middle * middle);
        if (t > k + 0.5) low = middle;
        else high = middle;
      }
      if (low !== 0) [low, high].forEach(check);
    }
  });

  it('down to the limit, where the value is below 10^-260', () => {
    // Fixed point has 480 decimal digits: these values keep more than 200 of them.
    for (const x of [-19.999, -15.3, -12, -10.01]) check(x);
    expect(Math.abs(evaluate(-20).value)).toBeLessThan(1e-260);
  });
});

describe('GELU where σ saturates', () => {
  it('is the identity above and zero below, with slope exactly 1 and all but 0', () => {
    for (const x of [8, 20, 20.000001, 1e10, 1e100, Number.MAX_VALUE])
      expect(evaluate(x)).toEqual({ value: x, slope: 1, curvature: 0 });
    for (const x of [-20, -20.000001, -1e100, -Number.MAX_VALUE, -Infinity]) {
      const { value, slope, curvature } = evaluate(x);
      for (const number of [value, slope, curvature]) expect(Math.abs(number)).toBeLessThan(1e-255);
    }
    expect(evaluate(Infinity).value).toBe(Infinity);
  });

  it('NaN stays NaN', () => {
    expect(evaluate(NaN)).toEqual({ value: NaN, slope: NaN, curvature: NaN });
  });

  it('both functions give the same bits', () => {
    const pre = Float64Array.from({ length: 4001 }, (_, i) => (i - 2000) / 80.3);
    const [value, slope, curvature] = [pre.slice(), pre.slice(), pre.slice()];
    const [valueAlone, slopeAlone] = [pre.slice(), pre.slice()];
    geluSecondOrder(pre, pre.length, value, slope, curvature);
    geluForward(pre, pre.length, valueAlone, slopeAlone);
    expect(valueAlone).toEqual(value);
    expect(slopeAlone).toEqual(slope);
  });
});

describe('derivatives of GELU against central differences', () => {
  it('slope of the value, curvature of the slope', () => {
    // h²/6 of a third derivative below 4, and an ulp of 9 over h: both below 10⁻⁹ at h = 10⁻⁵.
    const h = 1e-5;
    for (let x = -8.9; x < 9; x += 0.0713) {
      const [behind, here, ahead] = [evaluate(x - h), evaluate(x), evaluate(x + h)];
      expect(Math.abs(here.slope - (ahead.value - behind.value) / (2 * h))).toBeLessThan(1e-9);
      expect(Math.abs(here.curvature - (ahead.slope - behind.slope) / (2 * h))).toBeLessThan(1e-9);
    }
  });
});
