import { TAIL_RISE } from '@shared/training/outcome';
import type { NetworkShape } from '@shared/network/shape';
import { at, f64x2, i32, v128, type Integer } from './instructions';
import { Places, VECTOR_BYTES, type Lanes } from './lane-memory';
import { segmentsOf, sharedPlaces, unitCount, type PairPlaces } from './linear-layout';
import { LinearPasses } from './linear-passes';
import { forEntries } from './loops';
import { ModuleBuilder, type FunctionBuilder } from './module-builder';

const { add, mul, sub } = f64x2;
const { or, xor } = v128;

/** Places of what training keeps for a pair of replicas: a block for each pair. */
export interface TrainingPlaces extends PairPlaces {
  readonly rate: number;
  /** TailWatch: its least risk, and a mask for `rose`. */
  readonly least: number;
  readonly rose: number;
  /** Bits that the last compared update changed, and bits that are set where a parameter is not finite. */
  readonly changed: number;
  readonly notFinite: number;
  /** The weights before the last compared update. */
  readonly before: number;
  /** Of the whole memory. */
  readonly bytes: number;
}

export function trainingPlaces(shape: NetworkShape, lanes: Lanes): TrainingPlaces {
  const d = shape.widths[0]!;
  const units = unitCount(shape);
  const places = new Places();
  const shared = sharedPlaces(places, d);
  const start = places.end;
  const own = {
    rate: places.vectors(1),
    least: places.vectors(1),
    rose: places.vectors(1),
    changed: places.vectors(1),
    notFinite: places.vectors(1),
    error: places.vectors(d),
    outputs: places.vectors(units),
    inputs: places.vectors(units),
    weights: places.vectors(shape.parameterCount),
    before: places.vectors(shape.parameterCount),
  };
  places.align();
  const pairBytes = places.end - start;
  return { ...shared, ...own, pairBytes, bytes: start + (lanes / 2) * pairBytes };
}

/**
 * How many pairs one call works on, layer by layer side by side: all where the layers are so small that the chain of
 * products, not the arithmetic, would take the time; else one, whose weights may then stay in the first cache.
 */
export function pairsSideBySide(shape: NetworkShape, lanes: Lanes): number {
  return segmentsOf(shape).every(({ unrolled }) => unrolled) ? lanes / 2 : 1;
}

/**
 * The module that trains. Functions take `base`, the bytes from the first pair to the first that they work on:
 * - advance(base, steps, watch): gradientDescentStep; with `watch`, TailWatch sees every excess risk before the update;
 * - remember(base), compare(base): keep the weights, and see what became of them.
 */
export function trainingModule(shape: NetworkShape, lanes: Lanes): Uint8Array<ArrayBuffer> {
  const places = trainingPlaces(shape, lanes);
  const module = new ModuleBuilder(places.bytes);
  const passes = new LinearPasses(module, shape, places, pairsSideBySide(shape, lanes));
  module.function(
    3,
    (f, base, steps, watch) => {
      f.loop(steps, () => {
        passes.backward(f, base);
        f.when(watch, () => watchTail(f, passes, places, base));
        passes.forward(f, base, places.rate);
      });
    },
    'advance',
  );
  module.function(
    1,
    (f, base) => {
      passes.eachPair((pair) => {
        const from = i32.add(base, i32.constant(places.weights + pair));
        const to = i32.add(base, i32.constant(places.before + pair));
        f.copy(to, from, shape.parameterCount * VECTOR_BYTES);
      });
    },
    'remember',
  );
  module.function(
    1,
    (f, base) => passes.eachPair((pair) => compare(f, shape, places, base, pair)),
    'compare',
  );
  return module.bytes();
}

/** TailWatch.see(½ ⟨w_prod - w⋆, f_0⟩). */
function watchTail(f: FunctionBuilder, passes: LinearPasses, places: TrainingPlaces, base: Integer): void {
  const entry = f.integer(base);
  const sums = Array.from({ length: passes.pairs }, () => f.vector(f64x2.constant(0)));
  forEntries(f, passes.shape.widths[0]!, [[entry, VECTOR_BYTES]], (i) => {
    passes.eachPair((pair) => {
      const sum = sums[pair / places.pairBytes]!;
      const offset = pair + i * VECTOR_BYTES;
      const [error, slope] = [at(entry, places.error + offset), at(entry, places.inputs + offset)];
      f.set(sum, add(sum, mul(v128.load(error), v128.load(slope))));
    });
  });
  passes.eachPair((pair) => {
    const [least, rose] = [at(base, places.least + pair), at(base, places.rose + pair)];
    const excess = f.vector(mul(f64x2.constant(0.5), sums[pair / places.pairBytes]!));
    const bound = mul(v128.load(least), f64x2.constant(1 + TAIL_RISE));
    f.store(rose, or(v128.load(rose), v128.not(f64x2.lessOrEqual(excess, bound))));
    f.store(least, f64x2.pmin(v128.load(least), excess));
  });
}

function compare(
  f: FunctionBuilder,
  { parameterCount }: NetworkShape,
  places: TrainingPlaces,
  base: Integer,
  pair: number,
): void {
  const entry = f.integer(base);
  const changed = f.vector(f64x2.constant(0));
  const notFinite = f.vector(f64x2.constant(0));
  forEntries(f, parameterCount, [[entry, VECTOR_BYTES]], (i) => {
    const offset = pair + i * VECTOR_BYTES;
    const weight = f.vector(v128.load(at(entry, places.weights + offset)));
    f.set(changed, or(changed, xor(weight, v128.load(at(entry, places.before + offset)))));
    // w - w is 0 where w is finite and NaN, whose bits are not all 0, where not.
    f.set(notFinite, or(notFinite, sub(weight, weight)));
  });
  f.store(at(base, places.changed + pair), changed);
  f.store(at(base, places.notFinite + pair), notFinite);
}
