import { log } from '../elementary';
import { encrypt, threefry2x32, type Key } from './threefry';

/**
 * Draws addressed by what they depend on: a key is derived from a seed and an address (a list of words and numbers),
 * and draw i from that key is a function of i alone. Adding a cell to an experiment therefore changes no other.
 */

export type AddressPart = string | number;

/** Largest seed: every integer up to it is exact in float64. */
export const LARGEST_SEED = Number.MAX_SAFE_INTEGER;

const number64 = new Float64Array(1);
const numberWords = new Uint32Array(number64.buffer);
const TEXT = 1;
const NUMBER = 2;

/** Absorbs two words into a key: the bijection is keyed by everything absorbed before. */
function absorb(key: Key, a: number, b: number): Key {
  return threefry2x32(key[0], key[1], a >>> 0, b >>> 0);
}

/** The key at an address. Parts are tagged and counted, so that ('ab', 'c') and ('a', 'bc') differ. */
export function keyAt(seed: number, address: readonly AddressPart[]): Key {
  number64[0] = seed;
  let key: Key = [numberWords[1]!, numberWords[0]!];
  for (const part of address) {
    if (typeof part === 'number') {
      number64[0] = part;
      const [low, high] = [numberWords[0]!, numberWords[1]!];
      key = absorb(absorb(key, NUMBER, 0), low, high);
    } else {
      key = absorb(key, TEXT, part.length);
      for (let i = 0; i < part.length; i += 1) key = absorb(key, part.charCodeAt(i), i);
    }
  }
  return key;
}

/** Standard normal draws 0 … count - 1 of a key, in float64 (53 random bits each, by inversion). */
export function normals(key: Key, count: number): Float64Array {
  const out = new Float64Array(count);
  const pair = new Uint32Array(2);
  for (let i = 0; i < count; i += 1) {
    encrypt(key[0], key[1], i, 0, pair);
    out[i] = normalQuantile(openUnit(pair[0]!, pair[1]!));
  }
  return out;
}

/** The largest number below 1. */
const BELOW_ONE = 1 - Number.EPSILON / 2;

/** The top 53 bits of two words and a half, as a number strictly between 0 and 1: the last one would round to 1. */
export function openUnit(high: number, low: number): number {
  return Math.min(((high >>> 5) * 67108864 + (low >>> 6) + 0.5) / 9007199254740992, BELOW_ONE);
}

/* Coefficients of Wichura's PPND16, lowest power first. */
const CENTRE_P = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_Q = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852545925,
];
const MIDDLE_P = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const MIDDLE_Q = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const FAR_P = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const FAR_Q = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

function ratio(numerator: readonly number[], denominator: readonly number[], x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i -= 1) sum = sum * x + coefficients[i]!;
  return sum;
}

/**
 * Quantile of the standard normal law at 0 < p < 1, relative error about 10⁻¹⁶
 * (M. J. Wichura, Algorithm AS 241, Applied Statistics 37, 1988).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE_P, CENTRE_Q, 0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const tail = r <= 5 ? ratio(MIDDLE_P, MIDDLE_Q, r - 1.6) : ratio(FAR_P, FAR_Q, r - 5);
  return q < 0 ? -tail : tail;
}
