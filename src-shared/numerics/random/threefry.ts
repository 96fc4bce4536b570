/**
 * Threefry-2x32, 20 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011):
 * a keyed bijection on pairs of 32-bit words. Counter-based: the n-th draw is a function of key and counter.
 */

/** Two unsigned 32-bit words. */
export type Key = readonly [number, number];

const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;
/** Makes the third key word from the other two (Skein's key-schedule parity, 32-bit form). */
const PARITY = 0x1bd11bda;
const GROUPS_OF_FOUR_ROUNDS = 5;

/** Encrypts the counter (c0, c1) under (k0, k1). */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number): Key {
  const schedule = [k0, k1, (PARITY ^ k0 ^ k1) >>> 0];
  let x0 = (c0 + k0) >>> 0;
  let x1 = (c1 + k1) >>> 0;
  for (let group = 1; group <= GROUPS_OF_FOUR_ROUNDS; group += 1) {
    for (const rotation of ROTATIONS[(group - 1) % 2]!) {
      x0 = (x0 + x1) >>> 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    x0 = (x0 + schedule[group % 3]!) >>> 0;
    x1 = (x1 + schedule[(group + 1) % 3]! + group) >>> 0;
  }
  return [x0, x1];
}
