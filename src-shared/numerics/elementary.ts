/**
 * Exponential and logarithm from float64 additions, multiplications and divisions only, so that every JavaScript
 * engine, and any other implementation that follows the same order, gives the same bits. `Math.exp` and `Math.log`
 * leave their last bits to the engine. Accuracy: within 2 ulp, which
 * test/shared/numerics/elementary.high-precision.test.ts holds.
 */

/** ln 2 in two parts: the first has 33 significant bits, so `k * LN2_HIGH` is exact for every exponent k. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;

/** exp overflows above ln(Number.MAX_VALUE) and is zero below ln of half the smallest subnormal. */
const EXP_OVERFLOW = 709.782712893384;
const EXP_UNDERFLOW = -745.1332191019412;

/** |r| <= ln 2 / 2: the Taylor term r^14/14! is below 5e-18, under half an ulp of 1. */
const EXP_TERMS = 14;
/** |s| <= 0.1716 = (√2 - 1)/(√2 + 1): the term s^24/25 is below 2e-20. */
const LOG_TERMS = 12;
/** 1/(2t + 1). */
export const INVERSE_ODD = Float64Array.from({ length: LOG_TERMS + 1 }, (_, term) => 1 / (2 * term + 1));

const scratch = new Float64Array(1);
/** [low word, high word]: the platforms that run JavaScript engines are little-endian. */
const scratchWords = new Uint32Array(scratch.buffer);

/** 2^k for an integer k with -1022 <= k <= 1023. */
function powerOfTwo(k: number): number {
  scratchWords[0] = 0;
  scratchWords[1] = (k + 1023) << 20;
  return scratch[0]!;
}

const SMALLEST_NORMAL = 2.2250738585072014e-308;
/** 2^-k for the exponents k = -1022 … 1023 of normal numbers. */
const INVERSE_POWERS = Float64Array.from({ length: 2046 }, (_, i) =>
  i === 2045 ? powerOfTwo(-1022) / 2 : powerOfTwo(1022 - i),
);

/** e^x: x = k ln 2 + r, the Taylor polynomial in r, and a scaling by 2^k in two exact steps. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > EXP_OVERFLOW) return Infinity;
  if (x < EXP_UNDERFLOW) return 0;
  const k = Math.round(x * INVERSE_LN2);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  let sum = 1;
  for (let term = EXP_TERMS; term >= 1; term -= 1) sum = 1 + (r / term) * sum;
  const half = k >> 1;
  return sum * powerOfTwo(half) * powerOfTwo(k - half);
}

/** Natural logarithm: x = 2^k m with m in [√½, √2), ln m = 2 artanh((m - 1)/(m + 1)) by its series. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  // Times 2^54 a subnormal number comes into the normal range.
  const subnormal = x < SMALLEST_NORMAL;
  const normal = subnormal ? x * 18014398509481984 : x;
  scratch[0] = normal;
  const exponent = (scratchWords[1]! >>> 20) - 1023;
  // A product, and exact: to write the exponent into the bits and read them back takes several times as long.
  let m = normal * INVERSE_POWERS[exponent + 1022]!;
  let k = exponent - (subnormal ? 54 : 0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  let tail = 0;
  for (let term = LOG_TERMS; term >= 1; term -= 1) tail = z * (INVERSE_ODD[term]! + tail);
  // 2s = f - s f, so ln m = f - s (f - 2 tail): the leading term f is exact.
  return k * LN2_HIGH + (f - (s * (f - 2 * tail) - k * LN2_LOW));
}

/** ln(1 + x) without the cancellation of log(1 + x) at small x: the rounding of 1 + x is divided out again. */
export function log1p(x: number): number {
  const u = 1 + x;
  if (u === 1) return x;
  // Past 2^53 the 1 is below half an ulp, and the product below would overflow near the largest double.
  if (u - 1 === u) return log(u);
  return (log(u) * x) / (u - 1);
}

/** Base-ten logarithm. */
export function log10(x: number): number {
  return log(x) / Math.LN10;
}

/** base^exponent for base >= 0, as exp(exponent · ln base). Relative error about |exponent · ln base| ulp. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (exponent === 1) return base;
  if (base === 0) return exponent > 0 ? 0 : Infinity;
  return exp(exponent * log(base));
}
