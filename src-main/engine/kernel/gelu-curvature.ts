import type { NetworkShape } from '@shared/network/shape';
import { curvatureBytes } from './curvature-block';
import { GeluChange, type ChangePlaces } from './gelu-hessian';
import { groupCount, recordVectors, sharedPlaces } from './gelu-layout';
import { GeluPasses } from './gelu-passes';
import { at, f64x2, i32, v128 } from './instructions';
import { addKrylovSweeps, type KrylovPlaces } from './krylov-sweeps';
import { Places, VECTOR_BYTES, type Lanes } from './lane-memory';
import { forEntries } from './loops';
import {
  ModuleBuilder,
  type FunctionBuilder,
  type FunctionReference,
  type IntegerLocal,
} from './module-builder';

const { add, div, mul } = f64x2;
const { load } = v128;
const NULL = i32.constant(0);
const ZERO = f64x2.constant(0);

/** Unrolled layers are a tenth faster; with so many weights the module stays below 64 KB. */
const UNROLLED_WEIGHTS = 48;
/** Records of all groups are kept from product to product if they take no more than this; else each is made again. */
const KEPT_BYTES = 16 * 1024 * 1024;

export interface CurvaturePlaces extends ChangePlaces, KrylovPlaces {
  /** From one group's record to the next one's; 0 where one serves all. */
  readonly recordBytes: number;
}

/** Weights, direction, image and basis vectors take a slot each; that of the weights also holds the pair's numbers. */
export function curvaturePlaces(shape: NetworkShape, samples: number, lanes: Lanes): CurvaturePlaces {
  const places = new Places();
  const shared = sharedPlaces(places, shape, samples, lanes);
  const units = (): number => places.vectors(recordVectors(shape, lanes));
  const changes = { preChange: units(), hiddenChange: units(), deltasChange: units() };
  places.align();
  const firstRecord = places.end;
  const record = { hidden: units(), slopes: units(), deltas: units(), bends: units() };
  places.align();
  const bytes = places.end - firstRecord;
  const recordBytes = groupCount(samples) * bytes <= KEPT_BYTES ? bytes : 0;

  const start = places.end + (groupCount(samples) - 1) * recordBytes;
  const slot = new Places(start);
  const weights = slot.vectors(shape.parameterCount);
  const coefficient = slot.vectors(1) - start;
  const numbers = {
    divisor: slot.vectors(1),
    previous: slot.vectors(1),
    squares: slot.vectors(1),
    diagonal: slot.vectors(1),
    overlap: slot.vectors(1),
  };
  slot.align();
  const pairBytes = slot.end - start;
  const slotBytes = (lanes / 2) * pairBytes;
  const [direction, image, basis] = [start + slotBytes, start + 2 * slotBytes, start + 3 * slotBytes];
  const slots = { pairBytes, slotBytes, weights, direction, image, basis, coefficient };
  return { ...shared, ...changes, ...record, recordBytes, ...slots, ...numbers };
}

/** The module of eigenvalue methods on n samples, for all lanes side by side. */
export function curvatureModule(shape: NetworkShape, samples: number, lanes: Lanes): Uint8Array<ArrayBuffer> {
  const places = curvaturePlaces(shape, samples, lanes);
  const { recordBytes } = places;
  const isKept = recordBytes > 0 || groupCount(samples) === 1;
  const module = new ModuleBuilder(curvatureBytes(places, 0));
  const passes = new GeluPasses(module, shape, lanes, places, UNROLLED_WEIGHTS);
  const change = new GeluChange(passes, places);
  const pass = module.function(2, (f, record, data) => {
    passes.forward(f, record, data);
    passes.backward(f, record, data);
  });
  const differentiate = module.function(1, (f, record) => {
    change.forward(f, record);
    change.backward(f, record);
  });
  const takeUp = (count: number): FunctionReference =>
    passes.code.memoised(`take up ${count}`, 1, (f, record) => change.accumulate(f, record, count));

  module.function(
    0,
    (f) => {
      if (isKept) passes.eachGroup(f, samples, recordBytes, (data, record) => f.call(pass, record, data));
    },
    'linearise',
  );
  const product = module.function(1, (f, vector) => {
    takeDirection(f, passes, places, vector);
    passes.eachGroup(f, samples, recordBytes, (data, record, count) => {
      if (!isKept) f.call(pass, record, data);
      f.call(differentiate, record);
      f.call(takeUp(count), record);
    });
    finishImage(f, passes, places, 2 / samples);
  });
  addKrylovSweeps(module, shape.parameterCount, lanes / 2, places, product);
  return module.bytes();
}

/** V ← image / divisor, also into the vector that is `vector` bytes from the image; image ← 0. */
function takeDirection(
  f: FunctionBuilder,
  passes: GeluPasses,
  { image, direction, divisor }: CurvaturePlaces,
  vector: IntegerLocal,
): void {
  passes.code.eachPair((pair) => {
    f.scope(() => {
      const norm = f.vector(load(at(NULL, divisor + pair)));
      const entry = f.integer(NULL);
      const copy = f.integer(vector);
      const pointers = [entry, copy].map((pointer) => [pointer, VECTOR_BYTES] as const);
      forEntries(f, passes.shape.parameterCount, pointers, (i) => {
        const offset = pair + i * VECTOR_BYTES;
        const value = f.vector(div(load(at(entry, image + offset)), norm));
        f.store(at(entry, direction + offset), value);
        f.store(at(copy, image + offset), value);
        // Last, as the copy may be the image itself.
        f.store(at(entry, image + offset), ZERO);
      });
    });
  });
}

/** image ← factor · image, squares ← ‖image‖²: sums of all pairs side by side, as each waits for its own. */
function finishImage(
  f: FunctionBuilder,
  passes: GeluPasses,
  { image, squares, pairBytes }: CurvaturePlaces,
  factor: number,
): void {
  const sums = Array.from({ length: passes.lanes / 2 }, () => f.vector(ZERO));
  const scale = f.vector(f64x2.constant(factor));
  const entry = f.integer(NULL);
  forEntries(f, passes.shape.parameterCount, [[entry, VECTOR_BYTES]], (i) => {
    sums.forEach((sum, pair) => {
      const place = at(entry, image + pair * pairBytes + i * VECTOR_BYTES);
      const value = f.vector(mul(load(place), scale));
      f.store(place, value);
      f.set(sum, add(sum, mul(value, value)));
    });
  });
  sums.forEach((sum, pair) => f.store(at(NULL, squares + pair * pairBytes), sum));
}
