import type { NetworkShape } from '@shared/network/shape';
import { i32 } from './instructions';
import { curvatureBytes } from './curvature-block';
import { addKrylovSweeps } from './krylov-sweeps';
import { Places, type Lanes } from './lane-memory';
import { HessianProduct, type HessianPlaces } from './linear-hessian';
import { sharedPlaces, unitCount } from './linear-layout';
import { LinearPasses } from './linear-passes';
import { ModuleBuilder } from './module-builder';

/** Places of the first pair's arrays; weights, image and basis vectors take a slot each. */
export function curvaturePlaces(shape: NetworkShape, lanes: Lanes): HessianPlaces {
  const d = shape.widths[0]!;
  const units = unitCount(shape);
  const places = new Places();
  const shared = sharedPlaces(places, d);
  const start = places.end;
  const own = {
    divisor: places.vectors(1),
    previous: places.vectors(1),
    squares: places.vectors(1),
    diagonal: places.vectors(1),
    overlap: places.vectors(1),
    error: places.vectors(d),
    outputs: places.vectors(units),
    inputs: places.vectors(units),
    outputsChange: places.vectors(units),
    inputsChange: places.vectors(units),
  };
  places.align();
  const vector = new Places();
  vector.vectors(shape.parameterCount);
  const coefficient = vector.vectors(1);
  vector.align();
  const pairBytes = Math.max(places.end - start, vector.end);
  const slotBytes = (lanes / 2) * pairBytes;
  const [weights, image, basis] = [start + slotBytes, start + 2 * slotBytes, start + 3 * slotBytes];
  return { ...shared, ...own, pairBytes, slotBytes, weights, image, basis, coefficient };
}

/** The module of eigenvalue methods, for all lanes side by side. */
export function curvatureModule(shape: NetworkShape, lanes: Lanes): Uint8Array<ArrayBuffer> {
  const places = curvaturePlaces(shape, lanes);
  const pairs = lanes / 2;
  const module = new ModuleBuilder(curvatureBytes(places, 0));
  const passes = new LinearPasses(module, shape, places, pairs);
  module.function(
    0,
    (f) => {
      passes.backward(f, i32.constant(0));
      passes.forward(f, i32.constant(0), null);
    },
    'linearise',
  );
  const hessian = new HessianProduct(passes, places);
  const product = module.function(1, (f, vector) => hessian.emit(f, vector));
  addKrylovSweeps(module, shape.parameterCount, pairs, places, product);
  return module.bytes();
}
