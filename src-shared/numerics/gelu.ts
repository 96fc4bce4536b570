/**
 * GELU in its tanh form, g(x) = x (1 + tanh(z/2))/2 = x σ(z) with σ(z) = 1/(1 + e^{-z}) and
 * z(x) = 2√(2/π) (x + 0.044715 x³), and its first two derivatives (z' and z'' with respect to x):
 *   g'  = σ + g (1 - σ) z',
 *   g'' = σ (1 - σ) (2 z' + x z'') + g (1 - σ) (1 - 2σ) z'².
 * Additions, multiplications, one division, two selections and a shift of bits an entry: no branch and no table, so
 * that lanes of a vector unit give the same bits. The functions below fix the order of every operation, by their
 * parentheses and JavaScript's rule from left to right.
 *
 * e^{-z} = 2^t, t = -z log₂e = k + r with k the nearest integer, |r| ≤ ½, and 2^r = e^{r ln 2} by its [5/5] Padé
 * approximant (q + p)/(q - p), p odd and q even in r, so that σ = (q - p)/((q - p) + 2^k (q + p)). The approximant
 * of e^x errs by |x|¹¹ 5!²/(10! 11!) relatively (leading term), at |x| = ln 2 / 2 by 8.6·10⁻¹⁶; σ by 1 - σ times that.
 * What rounding adds is mainly that of t: about 2⁻⁵² |t| ln 2 (1 - σ).
 */
const LN2 = Math.LN2;
const LN2_SQUARED = LN2 * LN2;
const LN2_CUBED = LN2_SQUARED * LN2;
const LN2_FOURTH = LN2_SQUARED * LN2_SQUARED;
const LN2_FIFTH = LN2_FOURTH * LN2;

/** z = LINEAR · x + CUBIC · x³. */
const LINEAR = 2 * Math.sqrt(2 / Math.PI);
const CUBIC = LINEAR * 0.044715;

/** The constants of the bit specification. */
export const GELU = {
  /** z is taken at x cut off to ±limit, where |t| = 870: 2^t is a normal number, σ is 1 or below 10^-261. */
  limit: 20,
  /** t = x (exponentLinear + exponentCubic x²). */
  exponentLinear: -LINEAR * Math.LOG2E,
  exponentCubic: -CUBIC * Math.LOG2E,
  /**
   * 1.5 · 2^52 + 1023: adding it to t leaves k + 1023, the biased exponent of 2^k, in the lowest bits of the sum;
   * subtracting it again leaves k.
   */
  rounding: 6755399441056767,
  /** p = r ((r² + odd1) r² + odd0): x (x⁴ + 420 x² + 15120) over (ln 2)⁵, x = r ln 2. */
  odd1: 420 / LN2_SQUARED,
  odd0: 15120 / LN2_FOURTH,
  /** q = (even2 r² + even1) r² + even0: 30 x⁴ + 3360 x² + 30240 over (ln 2)⁵. */
  even2: 30 / LN2,
  even1: 3360 / LN2_CUBED,
  even0: 30240 / LN2_FIFTH,
  /** z' = slope0 + slope2 x². */
  slope0: LINEAR,
  slope2: 3 * CUBIC,
  /** 2 z' + x z'' = bend0 + bend2 x². */
  bend0: 2 * LINEAR,
  bend2: 12 * CUBIC,
} as const;

const scratch = new Float64Array(1);
/** [low word, high word]: the platforms that run JavaScript engines are little-endian. */
const scratchWords = new Int32Array(scratch.buffer);

/** max(x, -limit), and x where it is not a number. */
function cutBelow(x: number): number {
  return x < -GELU.limit ? -GELU.limit : x;
}

/** min(x, limit), and x where it is not a number. */
function cutAbove(x: number): number {
  return GELU.limit < x ? GELU.limit : x;
}

/** σ(z(x)) for |x| ≤ limit, given x². 20 floating-point operations. */
function sigmoid(x: number, square: number): number {
  const t = x * (GELU.exponentLinear + GELU.exponentCubic * square);
  const sum = t + GELU.rounding;
  const r = t - (sum - GELU.rounding);
  // The 64 bits of the sum shifted left by 52 are those of 2^k.
  scratch[0] = sum;
  scratchWords[1] = scratchWords[0]! << 20;
  scratchWords[0] = 0;
  const power = scratch[0];
  const v = r * r;
  const p = r * ((v + GELU.odd1) * v + GELU.odd0);
  const q = (GELU.even2 * v + GELU.even1) * v + GELU.even0;
  const denominator = q - p;
  return denominator / (denominator + power * (q + p));
}

/**
 * value ← g(pre), slope ← g'(pre) over the first `length` entries. 28 floating-point operations an entry, one of them
 * a division, beside the two selections and the shift. Finite for every finite entry: far above 0 the slope is 1,
 * far below it is 0 but for 10^-259. NaN stays NaN; the slope at +∞ is NaN (∞ · 0).
 */
export function geluForward(
  pre: Float64Array,
  length: number,
  value: Float64Array,
  slope: Float64Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const floored = cutBelow(pre[i]!);
    const x = cutAbove(floored);
    const square = x * x;
    const sigma = sigmoid(x, square);
    // The value goes on growing above the limit.
    const g = floored * sigma;
    value[i] = g;
    slope[i] = sigma + g * (1 - sigma) * (GELU.slope0 + GELU.slope2 * square);
  }
}

/** As `geluForward`, with the same bits, and curvature ← g''(pre): 36 floating-point operations an entry. */
export function geluSecondOrder(
  pre: Float64Array,
  length: number,
  value: Float64Array,
  slope: Float64Array,
  curvature: Float64Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const floored = cutBelow(pre[i]!);
    const x = cutAbove(floored);
    const square = x * x;
    const sigma = sigmoid(x, square);
    const g = floored * sigma;
    const rest = 1 - sigma;
    const rate = GELU.slope0 + GELU.slope2 * square;
    const steepness = g * rest * rate;
    value[i] = g;
    slope[i] = sigma + steepness;
    curvature[i] = sigma * rest * (GELU.bend0 + GELU.bend2 * square) + steepness * rate * (rest - sigma);
  }
}
