import type { NetworkShape } from '@shared/network/shape';
import { recordVectors, sharedPlaces, strandOffset } from './gelu-layout';
import { GeluPasses, type PassPlaces } from './gelu-passes';
import { at, f64x2, i32, v128 } from './instructions';
import { Places, VECTOR_BYTES, type Lanes } from './lane-memory';
import { compare, remember, watchTail, type WatchPlaces } from './training-watch';
import { forEntries } from './loops';
import { ModuleBuilder, type FunctionBuilder, type FunctionReference } from './module-builder';

const { add, div, mul, sub } = f64x2;
const { load } = v128;
const ZERO = f64x2.constant(0);
const NULL = i32.constant(0);

/** Unrolled layers are a tenth faster; with so many weights the module stays below 64 KB. */
const UNROLLED_WEIGHTS = 112;

export interface TrainingPlaces extends PassPlaces, WatchPlaces {
  /** (2 η)/n. */
  readonly rate: number;
  /** Σ (f(x_i) - y_i)². */
  readonly squares: number;
  /** Σ δ_k h_{k-1}ᵀ; 0 between updates. */
  readonly moment: number;
  readonly bytes: number;
}

export function trainingPlaces(shape: NetworkShape, samples: number, lanes: Lanes): TrainingPlaces {
  const places = new Places();
  const shared = sharedPlaces(places, shape, samples, lanes);
  const hidden = places.vectors(recordVectors(shape, lanes));
  const slopes = places.vectors(recordVectors(shape, lanes));
  places.align();
  const start = places.end;
  const own = {
    rate: places.vectors(1),
    squares: places.vectors(1),
    least: places.vectors(1),
    rose: places.vectors(1),
    changed: places.vectors(1),
    notFinite: places.vectors(1),
    weights: places.vectors(shape.parameterCount),
    moment: places.vectors(shape.parameterCount),
    before: places.vectors(shape.parameterCount),
  };
  places.align();
  const pairBytes = places.end - start;
  const bytes = start + (lanes / 2) * pairBytes;
  return { ...shared, ...own, hidden, slopes, deltas: slopes, bends: null, pairBytes, bytes };
}

/**
 * The module that trains on n samples:
 * - advance(steps, watch): geluDescentStep; with `watch`, TailWatch sees every excess risk before the update;
 * - remember(), compare(): keep the weights, and see what became of them.
 */
export function trainingModule(shape: NetworkShape, samples: number, lanes: Lanes): Uint8Array<ArrayBuffer> {
  const places = trainingPlaces(shape, samples, lanes);
  const module = new ModuleBuilder(places.bytes);
  const passes = new GeluPasses(module, shape, lanes, places, UNROLLED_WEIGHTS);
  const pass = module.function(1, (f, data) => {
    passes.forward(f, NULL, data);
    passes.backward(f, NULL, data);
  });
  const takeUp = (count: number): FunctionReference =>
    passes.code.memoised(`take up ${count}`, 0, (f) => {
      passes.accumulate(f, NULL, places.moment, count);
      for (let s = 0; s < count; s += 1) addSquares(f, passes, places, s);
    });

  module.function(
    2,
    (f, steps, watch) => {
      f.loop(steps, () => {
        passes.code.eachPair((pair) => f.store(at(NULL, places.squares + pair), ZERO));
        passes.eachGroup(f, samples, 0, (data, _record, count) => {
          f.call(pass, data);
          f.call(takeUp(count));
        });
        f.when(watch, () => {
          passes.code.eachPair((pair) => {
            const squares = load(at(NULL, places.squares + pair));
            watchTail(f, places, NULL, pair, div(squares, f64x2.constant(samples)));
          });
        });
        update(f, passes, places);
      });
    },
    'advance',
  );
  module.function(
    0,
    (f) => passes.code.eachPair((pair) => remember(f, places, NULL, pair, shape.parameterCount)),
    'remember',
  );
  module.function(
    0,
    (f) => passes.code.eachPair((pair) => compare(f, places, NULL, pair, shape.parameterCount)),
    'compare',
  );
  return module.bytes();
}

/** squares ← squares + (f(x) - y)² of a sample of the group. */
function addSquares(f: FunctionBuilder, passes: GeluPasses, places: TrainingPlaces, sample: number): void {
  passes.code.eachPair((pair) => {
    const sum = at(NULL, places.squares + pair);
    const unit = places.deltas + passes.outputUnit;
    const residual = f.vector(load(at(NULL, unit + strandOffset(pair / places.pairBytes, sample))));
    f.store(sum, add(load(sum), mul(residual, residual)));
  });
}

/** W ← W - (2 η)/n · moment, moment ← 0. */
function update(f: FunctionBuilder, passes: GeluPasses, places: TrainingPlaces): void {
  passes.code.eachPair((pair) => {
    f.scope(() => {
      const rate = f.vector(load(at(NULL, places.rate + pair)));
      const entry = f.integer(i32.constant(pair));
      forEntries(f, passes.shape.parameterCount, [[entry, VECTOR_BYTES]], (i) => {
        const [weight, moment] = [places.weights, places.moment].map((array) =>
          at(entry, array + i * VECTOR_BYTES),
        );
        f.store(weight!, sub(load(weight!), mul(rate, load(moment!))));
        f.store(moment!, ZERO);
      });
    });
  });
}
