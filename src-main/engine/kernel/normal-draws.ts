import type { NormalDraw } from '@shared/numerics/random/jax';
import { compiled, instantiate } from './compile';
import { at, i32, i32x4, v128, type Integer } from './instructions';
import { SCALAR_BYTES, VECTOR_BYTES } from './lane-memory';
import { ModuleBuilder, moved, PAGE_BYTES, type FunctionBuilder } from './module-builder';
import { normalsOf, promoted } from './normal-lanes';
import { encryptFour, keySchedule } from './threefry-lanes';

/*
 * A draw of n numbers hashes the pairs of counters (i, i + h), i < h = ⌈n/2⌉: one word is that of number i, the other
 * that of i + h. It goes through one page of memory, in pieces if it is long: half of the page for i, half for i + h,
 * each with records of four, the words first and then, in their place, the numbers.
 */
const FOUR = 4;
const RECORD_BYTES = FOUR * SCALAR_BYTES;
const PARTNERS = PAGE_BYTES / 2;
const FIRST_PARTNER = PARTNERS / SCALAR_BYTES;
const PAIRS_AT_ONCE = PARTNERS / SCALAR_BYTES;

interface Exports {
  /** Hashes four pairs of counters a record, from i = `from` on. */
  words(k0: number, k1: number, from: number, half: number, n: number, records: number): void;
  /** Makes numbers of the words. */
  normals(records: number): void;
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(PAGE_BYTES);
  module.function(6, emitWords, 'words');
  module.function(1, emitNormals, 'normals');
  return module.bytes();
}

function emitWords(
  f: FunctionBuilder,
  k0: Integer,
  k1: Integer,
  from: Integer,
  half: Integer,
  n: Integer,
  records: Integer,
): void {
  const key = keySchedule(f, k0, k1);
  const counters = f.vector(i32x4.add(i32x4.splat(from), i32x4.constant(0, 1, 2, 3)));
  const [distance, end] = [f.vector(i32x4.splat(half)), f.vector(i32x4.splat(n))];
  const record = f.integer(i32.constant(0));
  f.loop(records, () => {
    const first = f.vector(counters);
    const partner = f.vector(i32x4.add(counters, distance));
    // An odd draw is padded with a zero count.
    const second = f.vector(v128.and(partner, i32x4.lessThan(partner, end)));
    encryptFour(f, key, first, second);
    f.store(at(record), first);
    f.store(at(record, PARTNERS), second);
    f.set(counters, i32x4.add(counters, i32x4.constant(FOUR, FOUR, FOUR, FOUR)));
    f.advance(record, RECORD_BYTES);
  });
}

function emitNormals(f: FunctionBuilder, records: Integer): void {
  const record = f.integer(i32.constant(0));
  f.loop(records, () => {
    const places = [at(record), at(record, PARTNERS)];
    const normals = normalsOf(f, places.map(v128.load));
    normals.forEach((four, i) => {
      const [low, high] = promoted(four);
      f.store(places[i]!, low);
      f.store(moved(places[i]!, VECTOR_BYTES), high);
    });
    f.advance(record, RECORD_BYTES);
  });
}

/** normalFloat32 of numerics/random/jax.ts, to the bit, for counts below 2³¹. Its module is made at the first draw. */
export function normalDrawInLanes(): NormalDraw {
  let lanes: NormalLanes | null = null;
  return ([k0, k1], count) => {
    const { floats, exports } = (lanes ??= normalLanes());
    const out = new Float64Array(count);
    const half = Math.ceil(count / 2);
    for (let from = 0; from < half; from += PAIRS_AT_ONCE) {
      const pairs = Math.min(PAIRS_AT_ONCE, half - from);
      const records = Math.ceil(pairs / FOUR);
      exports.words(k0, k1, from, half, count, records);
      exports.normals(records);
      copy(floats, 0, out, from, pairs);
      // The partner of an odd draw's last pair is no number of it.
      copy(floats, FIRST_PARTNER, out, half + from, Math.min(pairs, count - half - from));
    }
    return out;
  };
}

interface NormalLanes {
  readonly exports: Exports;
  readonly floats: Float64Array;
}

function normalLanes(): NormalLanes {
  const { memory, exports } = instantiate(compiled('normal draws', moduleBytes));
  return { exports: exports as Exports, floats: new Float64Array(memory.buffer) };
}

/** Short loops: views and `set` cost more than a layer's few numbers do. */
function copy(source: Float64Array, from: number, target: Float64Array, to: number, count: number): void {
  for (let i = 0; i < count; i += 1) target[to + i] = source[from + i]!;
}
