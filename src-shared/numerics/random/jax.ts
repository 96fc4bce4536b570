import { log1p } from '../elementary';
import { encrypt, threefry2x32, type Key } from './threefry';

/**
 * JAX's random numbers as jax 0.4.27 draws them by default (threefry2x32, non-partitionable). A draw of n words
 * hashes the counts 0 … n - 1 as two halves, so it depends on n: a shorter draw is no prefix of a longer one.
 */

/** Largest seed: `PRNGKey` with 32-bit integers. */
export const LARGEST_JAX_SEED = 0xffffffff;

/** `jax.random.PRNGKey(seed)` for 0 <= seed < 2³². */
export function prngKey(seed: number): Key {
  return [0, seed >>> 0];
}

/** Word j of the n words drawn from a key: one hash of the counts (j mod h, j mod h + h), h = ⌈n/2⌉. */
function word(key: Key, j: number, n: number): number {
  const half = Math.ceil(n / 2);
  const low = j < half ? j : j - half;
  // An odd draw is padded with a zero count.
  const high = low + half < n ? low + half : 0;
  const pair = threefry2x32(key[0], key[1], low, high);
  return j < half ? pair[0] : pair[1];
}

/** Element `index` of `jax.random.split(key, count)`, without the others; a negative index counts from the end. */
export function splitElement(key: Key, index: number, count: number): Key {
  const i = index < 0 ? count + index : index;
  return [word(key, 2 * i, 2 * count), word(key, 2 * i + 1, 2 * count)];
}

/** `jax.random.split(key)`: the next key of the chain and the one to use. */
export function split(key: Key): { readonly key: Key; readonly subkey: Key } {
  return { key: splitElement(key, 0, 2), subkey: splitElement(key, 1, 2) };
}

/** `jax.random.bits(key, (count,))`, 32 bits each. */
export function bits(key: Key, count: number): Uint32Array {
  const out = new Uint32Array(count);
  const pair = new Uint32Array(2);
  const half = Math.ceil(count / 2);
  for (let i = 0; i < half; i += 1) {
    const partner = i + half < count;
    encrypt(key[0], key[1], i, partner ? i + half : 0, pair);
    out[i] = pair[0]!;
    if (partner) out[i + half] = pair[1]!;
  }
  return out;
}

/** The float32 in [0, 1) whose 23 fraction bits are the top bits of a word: exact in either precision. */
function unitFloat32(word32: number): number {
  return (word32 >>> 9) / 8388608;
}

/** `jax.random.uniform(key, (count,))`, float32 in [0, 1). */
export function uniformFloat32(key: Key, count: number): Float64Array {
  return Float64Array.from(bits(key, count), unitFloat32);
}

/** The float32 next to -1 towards 0: the open end of the interval that normal draws invert. */
export const LOWEST = -0.9999999403953552;
/** √2 rounded to float32. */
export const SQRT2 = Math.fround(Math.SQRT2);

/** What draws `count` standard normal numbers from a key. */
export type NormalDraw = (key: Key, count: number) => Float64Array;

/**
 * `jax.random.normal(key, (count,))`: float32 values √2·erf⁻¹(u), u uniform in (-1, 1), returned as float64.
 * Every float32 operation is rounded where XLA rounds it; XLA's own log1p may differ by an ulp of float32.
 */
export function normalFloat32(key: Key, count: number): Float64Array {
  return normalsOfWords(bits(key, count));
}

/** The normal draw that each word of 32 random bits makes. */
export function normalsOfWords(words: Uint32Array): Float64Array {
  const out = new Float64Array(words.length);
  for (let i = 0; i < out.length; i += 1) {
    // (1 - LOWEST) rounds to 2 in float32.
    out[i] = Math.max(LOWEST, Math.fround(Math.fround(unitFloat32(words[i]!) * 2) + LOWEST));
  }
  inverseErrorFunctionFloat32(out);
  for (let i = 0; i < out.length; i += 1) out[i] = Math.fround(SQRT2 * out[i]!);
  return out;
}

/** Giles's float32 polynomials for erf⁻¹(x)/x in w = -ln(1 - x²): the centre (w < 5) and the tail. */
export const CENTRE = Float32Array.of(
  2.81022636e-8,
  3.43273939e-7,
  -3.5233877e-6,
  -4.39150654e-6,
  0.00021858087,
  -0.00125372503,
  -0.00417768164,
  0.246640727,
  1.50140941,
);
export const TAIL = Float32Array.of(
  -0.000200214257,
  0.000100950558,
  0.00134934322,
  -0.00367342844,
  0.00573950773,
  -0.0076224613,
  0.00943887047,
  1.00167406,
  2.83297682,
);

/** Where w is at least this, the tail's polynomial holds. */
export const TAIL_START = 5;

/**
 * x ← erf⁻¹(x) in float32 (M. Giles, Approximating the erfinv function, GPU Computing Gems 2, 2011), entry by entry.
 * One coefficient after the other for all entries, not one entry after the other: every step of a polynomial waits
 * for the one before it, those of different entries do not.
 */
export function inverseErrorFunctionFloat32(x: Float64Array): void {
  const w = new Float32Array(x.length);
  const centred = new Float32Array(x.length);
  const p = new Float32Array(x.length).fill(CENTRE[0]!);
  for (let i = 0; i < x.length; i += 1) {
    w[i] = -log1p(-Math.fround(x[i]! * x[i]!));
    centred[i] = w[i]! - 2.5;
  }
  for (let c = 1; c < CENTRE.length; c += 1) {
    const coefficient = CENTRE[c]!;
    for (let i = 0; i < x.length; i += 1) p[i] = coefficient + Math.fround(p[i]! * centred[i]!);
  }
  for (let i = 0; i < x.length; i += 1) {
    const factor = w[i]! < TAIL_START ? p[i]! : tailFactor(w[i]!);
    x[i] = Math.fround(factor * x[i]!);
  }
}

/** erf⁻¹(x)/x for w >= 5: few draws come here. */
function tailFactor(w: number): number {
  const t = Math.fround(Math.fround(Math.sqrt(w)) - 3);
  let p = TAIL[0]!;
  for (let c = 1; c < TAIL.length; c += 1) p = Math.fround(TAIL[c]! + Math.fround(p * t));
  return p;
}

/** `jnp.linspace(start, stop, count)` in float32: t = i/(count - 1), start·(1 - t) + stop·t, the last one `stop`. */
export function linspaceFloat32(start: number, stop: number, count: number): number[] {
  const from = Math.fround(start);
  const to = Math.fround(stop);
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return to;
    const t = Math.fround(i / (count - 1));
    return Math.fround(Math.fround(from * Math.fround(1 - t)) + Math.fround(to * t));
  });
}
