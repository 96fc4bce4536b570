import { openUnit } from './content';
import { encrypt, type Key } from './threefry';

const words = new Uint32Array(2);

/**
 * Draw (i, round) of a key, uniform on 0 … count - 1: a function of its address alone. 53 random bits, so that every
 * value has its probability to a relative 2⁻⁵³ · count.
 */
export function indexAt(key: Key, i: number, round: number, count: number): number {
  encrypt(key[0], key[1], i, round, words);
  // The largest draw times a large count may round up to the count.
  return Math.min(count - 1, Math.floor(openUnit(words[0]!, words[1]!) * count));
}
