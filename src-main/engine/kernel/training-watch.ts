import { TAIL_RISE } from '@shared/training/outcome';
import { at, f64x2, i32, v128, type Integer, type Vector } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { forEntries } from './loops';
import type { FunctionBuilder } from './module-builder';

const { lessOrEqual, mul, pmin, sub } = f64x2;
const { load, not, or, xor } = v128;

/** Places of what is kept of a pair's training beside its weights. */
export interface WatchPlaces {
  readonly weights: number;
  /** TailWatch: its least risk, and a mask for `rose`. */
  readonly least: number;
  readonly rose: number;
  /** Bits that the last compared update changed, and bits that are set where a parameter is not finite. */
  readonly changed: number;
  readonly notFinite: number;
  /** The weights before the last compared update. */
  readonly before: number;
}

/**
 * TailWatch.see(excessRisk).
 *
 * @param base bytes from the first pair's places to those of the pair that is meant, as far as they are not in `pair`.
 */
export function watchTail(
  f: FunctionBuilder,
  places: WatchPlaces,
  base: Integer,
  pair: number,
  excessRisk: Vector,
): void {
  const [least, rose] = [at(base, places.least + pair), at(base, places.rose + pair)];
  const risk = f.vector(excessRisk);
  const bound = mul(load(least), f64x2.constant(1 + TAIL_RISE));
  f.store(rose, or(load(rose), not(lessOrEqual(risk, bound))));
  f.store(least, pmin(load(least), risk));
}

/** Keeps the weights for `compare`. */
export function remember(
  f: FunctionBuilder,
  places: WatchPlaces,
  base: Integer,
  pair: number,
  parameterCount: number,
): void {
  const [to, from] = [places.before, places.weights].map((place) =>
    i32.add(base, i32.constant(place + pair)),
  );
  f.copy(to!, from!, parameterCount * VECTOR_BYTES);
}

/** What became of the weights since `remember`. */
export function compare(
  f: FunctionBuilder,
  places: WatchPlaces,
  base: Integer,
  pair: number,
  parameterCount: number,
): void {
  const entry = f.integer(base);
  const changed = f.vector(f64x2.constant(0));
  const notFinite = f.vector(f64x2.constant(0));
  forEntries(f, parameterCount, [[entry, VECTOR_BYTES]], (i) => {
    const offset = pair + i * VECTOR_BYTES;
    const weight = f.vector(load(at(entry, places.weights + offset)));
    f.set(changed, or(changed, xor(weight, load(at(entry, places.before + offset)))));
    // w - w is 0 where w is finite and NaN, whose bits are not all 0, where not.
    f.set(notFinite, or(notFinite, sub(weight, weight)));
  });
  f.store(at(base, places.changed + pair), changed);
  f.store(at(base, places.notFinite + pair), notFinite);
}
