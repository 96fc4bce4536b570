import { at, f64x2, i32, v128, type Address, type Vector } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { bytesFrom, CHUNK, forEntries } from './loops';
import type {
  FunctionBuilder,
  FunctionReference,
  IntegerLocal,
  ModuleBuilder,
  VectorLocal,
} from './module-builder';

const { add, div, mul, neg, sqrt } = f64x2;
const { load } = v128;
const NULL = i32.constant(0);

/**
 * Places of what eigenvalue methods keep, in bytes. Memory ends with a row of slots, each of which holds one vector of
 * length D for every pair, those of the second pair `pairBytes` further: vector i of the basis starts at
 * basis + i · slotBytes, so that the basis can grow without end.
 */
export interface KrylovPlaces {
  readonly pairBytes: number;
  readonly slotBytes: number;
  /** The direction that H is applied to next is image / divisor. */
  readonly image: number;
  readonly divisor: number;
  /** The divisor before. */
  readonly previous: number;
  /** ‖H v‖², which the product sums up on its way. */
  readonly squares: number;
  /** ⟨v, H v⟩. */
  readonly diagonal: number;
  /** Scalar product of the image with the basis vector whose part is taken off next. */
  readonly overlap: number;
  readonly basis: number;
  /** From the first entry of a basis vector to its coefficient in `combine`. */
  readonly coefficient: number;
}

/** What a module with these sweeps exports. */
export interface KrylovExports {
  /** image ← image · (1 / ‖image‖), divisor ← 1. */
  normalise(): void;
  /** So many power iterations from the image: leaves the last norm in `divisor`, the one before in `previous`. */
  iterate(count: number): void;
  /**
   * Basis vector size - 1 ← image / divisor, image ← its product with H, `diagonal` ← their scalar product. Then takes
   * the image's parts along all `size` vectors off it, `passes` times, and leaves its norm in `divisor`.
   */
  extend(size: number, passes: number): void;
  /** Basis vector `size` ← Σ coefficient · vector over those before it. */
  combine(size: number): void;
}

/**
 * Adds power iteration and Lanczos, in the order of operations of src-shared/curvature, for pairs side by side: their
 * scalar products are chains of additions, which wait for each other in one pair but not across pairs.
 *
 * @param product a function of the bytes from the image to a vector v: v ← image / divisor, image ← H v,
 *   squares ← ‖H v‖². With 0 bytes, v is not kept.
 */
export function addKrylovSweeps(
  module: ModuleBuilder,
  dimension: number,
  pairs: number,
  places: KrylovPlaces,
  product: FunctionReference,
): void {
  const everyPair = Array.from({ length: pairs }, (_, pair) => pair * places.pairBytes);
  const cell = (place: number, pair: number): Address => at(NULL, place + pair);
  const sums = (f: FunctionBuilder): VectorLocal[] => everyPair.map(() => f.vector(f64x2.constant(0)));
  const addTo = (f: FunctionBuilder, sum: VectorLocal, term: Vector): void => f.set(sum, add(sum, term));
  /** Emits the body for every entry of every pair; `offset` is to be added to what the pointers point at. */
  const sweep = (
    f: FunctionBuilder,
    pointers: readonly IntegerLocal[],
    body: (offset: number, pair: number) => void,
  ): void => {
    const moves = pointers.map((pointer) => [pointer, VECTOR_BYTES] as const);
    forEntries(f, dimension, moves, (i) =>
      everyPair.forEach((pairOffset, pair) => body(pairOffset + i * VECTOR_BYTES, pair)),
    );
  };

  module.function(
    0,
    (f) => {
      const entry = f.integer(NULL);
      const squares = sums(f);
      sweep(f, [entry], (offset, pair) => {
        const x = f.vector(load(at(entry, places.image + offset)));
        addTo(f, squares[pair]!, mul(x, x));
      });
      const factors = squares.map((sum) => f.vector(div(f64x2.constant(1), sqrt(sum))));
      f.set(entry, NULL);
      sweep(f, [entry], (offset, pair) => {
        const place = at(entry, places.image + offset);
        f.store(place, mul(load(place), factors[pair]!));
      });
      for (const pair of everyPair) f.store(cell(places.divisor, pair), f64x2.constant(1));
    },
    'normalise',
  );

  module.function(
    1,
    (f, count) => {
      f.loop(count, () => {
        f.call(product, 0);
        for (const pair of everyPair) {
          f.store(cell(places.previous, pair), load(cell(places.divisor, pair)));
          f.store(cell(places.divisor, pair), sqrt(load(cell(places.squares, pair))));
        }
      });
    },
    'iterate',
  );

  /** diagonal ← ⟨current, image⟩ and overlap ← ⟨first basis vector, image⟩. */
  const startOverlaps = module.function(1, (f, current) => {
    const entry = f.integer(NULL);
    const [diagonals, overlaps] = [sums(f), sums(f)];
    sweep(f, [entry, current], (offset, pair) => {
      const x = f.vector(load(at(entry, places.image + offset)));
      addTo(f, diagonals[pair]!, mul(load(at(current, places.basis + offset)), x));
      addTo(f, overlaps[pair]!, mul(load(at(entry, places.basis + offset)), x));
    });
    everyPair.forEach((pairOffset, pair) => {
      f.store(cell(places.diagonal, pairOffset), diagonals[pair]!);
      f.store(cell(places.overlap, pairOffset), overlaps[pair]!);
    });
  });

  /** image ← image - overlap · member, and in the same sweep overlap ← ⟨follower, image⟩. */
  const takeOff = module.function(2, (f, member, follower) => {
    const entry = f.integer(NULL);
    const factors = everyPair.map((pair) => f.vector(neg(load(cell(places.overlap, pair)))));
    const overlaps = sums(f);
    sweep(f, [entry, member, follower], (offset, pair) => {
      const place = at(entry, places.image + offset);
      const x = f.vector(add(load(place), mul(factors[pair]!, load(at(member, offset)))));
      f.store(place, x);
      // Where the follower is the image itself, this reads what was just written.
      addTo(f, overlaps[pair]!, mul(load(at(follower, offset)), x));
    });
    everyPair.forEach((pairOffset, pair) => f.store(cell(places.overlap, pairOffset), overlaps[pair]!));
  });

  module.function(
    2,
    (f, size, passes) => {
      const slot = i32.constant(places.slotBytes);
      const first = i32.constant(places.basis);
      const current = f.integer(i32.mul(i32.sub(size, i32.constant(1)), slot));
      const last = f.integer(i32.add(first, current));
      f.call(product, bytesFrom(current, places.basis - places.image));
      f.call(startOverlaps, current);
      const left = f.integer(i32.mul(size, passes));
      const member = f.integer(first);
      const follower = f.integer();
      f.loop(left, () => {
        f.set(left, i32.sub(left, i32.constant(1)));
        f.set(follower, i32.add(member, slot));
        f.when(i32.equal(member, last), () => f.set(follower, first));
        f.when(i32.isZero(left), () => f.set(follower, i32.constant(places.image)));
        f.call(takeOff, member, follower);
        f.set(member, follower);
      });
      for (const pair of everyPair)
        f.store(cell(places.divisor, pair), sqrt(load(cell(places.overlap, pair))));
    },
    'extend',
  );

  module.function(
    1,
    (f, size) => {
      const target = f.integer(i32.mul(size, i32.constant(places.slotBytes)));
      const entry = f.integer(NULL);
      /** Some entries at a time, over all vectors: the sums stay in registers. */
      const combine = (entries: number): void => {
        for (const pair of everyPair) {
          f.scope(() => {
            const totals = Array.from({ length: entries }, () => f.vector(f64x2.constant(0)));
            const slot = f.integer(NULL);
            const from = f.integer(entry);
            f.loop(size, () => {
              const factor = f.vector(load(at(slot, places.basis + places.coefficient + pair)));
              totals.forEach((total, i) =>
                addTo(f, total, mul(factor, load(at(from, places.basis + pair + i * VECTOR_BYTES)))),
              );
              f.advance(slot, places.slotBytes);
              f.advance(from, places.slotBytes);
            });
            const to = i32.add(target, entry);
            totals.forEach((total, i) => f.store(at(to, places.basis + pair + i * VECTOR_BYTES), total));
          });
        }
      };
      const chunks = Math.floor(dimension / CHUNK);
      if (chunks > 0) {
        f.loop(chunks, () => {
          combine(CHUNK);
          f.advance(entry, CHUNK * VECTOR_BYTES);
        });
      }
      if (dimension % CHUNK > 0) combine(dimension % CHUNK);
    },
    'combine',
  );
}
