/**
 * Real numbers as integers times 2^-1600: an oracle with far more digits than float64, from additions, products and
 * divisions of BigInt only. Every double below 2^500 in modulus, subnormals included, is represented exactly.
 */
const BITS = 1600n;
const ONE = 1n << BITS;

export function fixed(x: number): bigint {
  if (!Number.isFinite(x)) throw new RangeError(`${x} has no fixed-point form`);
  let mantissa = x;
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent += 1;
  }
  return (BigInt(mantissa) << BITS) >> BigInt(exponent);
}

export function multiplyFixed(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

export function divideFixed(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}

/** The nearest double, or within two ulp of it. */
export function toNumber(a: bigint): number {
  const sign = a < 0n ? -1 : 1;
  const size = a < 0n ? -a : a;
  const excess = Math.max(0, size.toString(2).length - 60);
  const exponent = excess - Number(BITS);
  const head = sign * Number(size >> BigInt(excess));
  // In two factors, since 2^exponent alone may be below the smallest double.
  return head * 2 ** Math.ceil(exponent / 2) * 2 ** Math.floor(exponent / 2);
}

/** e^x: the argument is halved 20 times, the Taylor sum squared as often. */
export function expFixed(x: bigint): bigint {
  const small = x >> 20n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = multiplyFixed(term, small) / n;
    sum += term;
  }
  for (let i = 0; i < 20; i += 1) sum = multiplyFixed(sum, sum);
  return sum;
}

/** ln x by Newton's iteration on e^y = x from the float64 value: each round doubles the digits. */
export function logFixed(x: bigint, guess: number): bigint {
  let y = fixed(guess);
  for (let round = 0; round < 6; round += 1) y += multiplyFixed(x, expFixed(-y)) - ONE;
  return y;
}

/** π by Machin: 16 arctan(1/5) - 4 arctan(1/239). */
export const PI_FIXED = 16n * arctanInverse(5n) - 4n * arctanInverse(239n);

function arctanInverse(n: bigint): bigint {
  let power = ONE / n;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -(power / k);
    power /= n * n;
  }
  return sum;
}

function squareRoot(a: bigint): bigint {
  let root = fixed(Math.sqrt(toNumber(a)));
  for (let round = 0; round < 7; round += 1) root = (root + divideFixed(a, root)) >> 1n;
  return root;
}

const ROOT_TWO_PI = squareRoot(2n * PI_FIXED);

/** Density of the standard normal law. */
export function normalDensityFixed(x: bigint): bigint {
  return divideFixed(expFixed(-multiplyFixed(x, x) >> 1n), ROOT_TWO_PI);
}

/** Φ(x) = ½ + φ(x) Σ x^{2n+1}/(1·3·…·(2n+1)): its cancellation far out costs digits, of which there are enough. */
export function normalCdfFixed(x: bigint): bigint {
  const square = multiplyFixed(x, x);
  let term = x;
  let sum = x;
  for (let n = 1n; term !== 0n && term !== -1n; n += 1n) {
    term = multiplyFixed(term, square) / (2n * n + 1n);
    sum += term;
  }
  return (ONE >> 1n) + multiplyFixed(normalDensityFixed(x), sum);
}

/** Spacing of the doubles at |x|. */
export function ulp(x: number): number {
  const size = Math.abs(x);
  const exponent = Math.max(-1022, Math.floor(Math.log2(size)));
  // log2 may round up to the next integer just below a power of two.
  const floor = 2 ** exponent > size ? exponent - 1 : exponent;
  return 2 ** (Math.max(-1022, floor) - 52);
}

/** |x - reference| in ulp of x. */
export function ulpsFrom(reference: bigint, x: number): number {
  const error = fixed(x) - reference;
  return Math.abs(toNumber(divideFixed(error, fixed(ulp(x)))));
}
