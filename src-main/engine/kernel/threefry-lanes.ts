import { PARITY } from '@shared/numerics/random/threefry';
import { i32, i32x4, v128, type Integer, type Vector } from './instructions';
import type { FunctionBuilder, VectorLocal } from './module-builder';

/** Rotations of the four rounds of even and of odd groups. */
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;
/** A key is injected after each. */
const GROUPS = 5;

/** The key schedule, ready to be added to four counters: entry g is what is injected before group g. */
export type KeySchedule = readonly (readonly [VectorLocal, VectorLocal])[];

/** As a function's prologue: it holds for any number of counters. */
export function keySchedule(f: FunctionBuilder, k0: Integer, k1: Integer): KeySchedule {
  const words = [k0, k1, f.integer(i32.xor(i32.constant(PARITY), i32.xor(k0, k1)))];
  const word = (place: number): Integer => words[place % words.length]!;
  const spread = (value: Integer): VectorLocal => f.vector(i32x4.splat(value));
  return Array.from({ length: GROUPS + 1 }, (_, g) => [
    spread(word(g)),
    spread(i32.add(word(g + 1), i32.constant(g))),
  ]);
}

/** encrypt of threefry.ts for four counters side by side, c0 and c1 in, the two words of each out, in the same places. */
export function encryptFour(f: FunctionBuilder, key: KeySchedule, x0: VectorLocal, x1: VectorLocal): void {
  const inject = ([first, second]: KeySchedule[number]): void => {
    f.set(x0, i32x4.add(x0, first));
    f.set(x1, i32x4.add(x1, second));
  };
  inject(key[0]!);
  for (let group = 0; group < GROUPS; group += 1) {
    for (const bits of ROTATIONS[group % 2]!) {
      f.set(x0, i32x4.add(x0, x1));
      f.set(x1, v128.xor(rotatedLeft(x1, bits), x0));
    }
    inject(key[group + 1]!);
  }
}

function rotatedLeft(words: Vector, bits: number): Vector {
  return v128.or(
    i32x4.shiftLeft(words, i32.constant(bits)),
    i32x4.shiftRight(words, i32.constant(32 - bits)),
  );
}
