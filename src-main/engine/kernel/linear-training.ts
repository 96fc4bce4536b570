import type { NetworkShape } from '@shared/network/shape';
import { at, f64x2, v128, type Integer } from './instructions';
import { Places, VECTOR_BYTES, type Lanes } from './lane-memory';
import { segmentsOf, sharedPlaces, unitCount, type PairPlaces } from './linear-layout';
import { LinearPasses } from './linear-passes';
import { forEntries } from './loops';
import { ModuleBuilder, type FunctionBuilder } from './module-builder';
import { compare, remember, watchTail, type WatchPlaces } from './training-watch';

const { add, mul } = f64x2;

/** Places of what training keeps for a pair of replicas: a block for each pair. */
export interface TrainingPlaces extends PairPlaces, WatchPlaces {
  readonly rate: number;
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
        f.when(watch, () => watchExcessRisk(f, passes, places, base));
        passes.forward(f, base, places.rate);
      });
    },
    'advance',
  );
  module.function(
    1,
    (f, base) => {
      passes.eachPair((pair) => remember(f, places, base, pair, shape.parameterCount));
    },
    'remember',
  );
  module.function(
    1,
    (f, base) => passes.eachPair((pair) => compare(f, places, base, pair, shape.parameterCount)),
    'compare',
  );
  return module.bytes();
}

/** TailWatch.see(½ ⟨w_prod - w⋆, f_0⟩). */
function watchExcessRisk(
  f: FunctionBuilder,
  passes: LinearPasses,
  places: TrainingPlaces,
  base: Integer,
): void {
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
    const excess = mul(f64x2.constant(0.5), sums[pair / places.pairBytes]!);
    watchTail(f, places, base, pair, excess);
  });
}
