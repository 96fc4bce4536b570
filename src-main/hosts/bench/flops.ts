import { PUBLISHED_ITERATIONS } from '@shared/curvature/power-iteration';
import type { Model } from '@shared/network/model';
import { layerOf, type NetworkShape } from '@shared/network/shape';

/**
 * Floating-point operations of the scalar specification, counted: what a kernel does beyond them is its own affair and
 * does not make it look faster.
 */

interface Layer {
  readonly rows: number;
  readonly columns: number;
  readonly first: boolean;
  readonly last: boolean;
}

function layers(shape: NetworkShape): Layer[] {
  return Array.from({ length: shape.depth }, (_, i) => ({
    ...layerOf(shape, i + 1),
    first: i === 0,
    last: i + 1 === shape.depth,
  }));
}

function total(shape: NetworkShape, of: (layer: Layer) => number): number {
  return layers(shape).reduce((sum, layer) => sum + of(layer), 0);
}

/** A product with a rows × columns matrix: `multiply` and, with the sides exchanged, `multiplyTransposed`. */
const product = (outputs: number, terms: number): number => outputs * (2 * terms - 1);

/** An activation and its slope (numerics/gelu.ts). */
const GELU_FIRST = 28;

/** Of one update. */
export function stepFlops(model: Model): number {
  const { shape } = model;
  const update = total(shape, ({ rows, columns }) => rows + 2 * rows * columns);
  if (model.kind === 'linear') {
    const d = shape.widths[0]!;
    const backward = total(shape, ({ rows, columns }) => product(columns, rows));
    const forward = total(shape, ({ rows, columns, last }) => (last ? 0 : product(rows, columns)));
    return backward + 2 * d + product(d, d) + forward + update;
  }
  const sample = total(shape, ({ rows, columns, first, last }) => {
    const forward = product(rows, columns) + (last ? 1 : GELU_FIRST * rows);
    // The inputs of the first layer are the data: nothing is propagated through it.
    const backward = first ? 0 : product(columns, rows) + columns;
    return forward + backward + 2 * rows * columns;
  });
  return model.train.samples * sample + 2 * shape.parameterCount;
}

/** Of one product with the Hessian. */
function hessianFlops(model: Model): number {
  const { shape } = model;
  if (model.kind === 'linear') {
    const d = shape.widths[0]!;
    const backward = total(shape, ({ rows, columns, last }) =>
      last ? product(columns, rows) : 2 * product(columns, rows) + columns,
    );
    const forward = total(shape, ({ rows, columns, last }) => (last ? 0 : 2 * product(rows, columns) + rows));
    const gradient = total(shape, ({ rows, columns }) => 3 * rows * columns);
    return backward + product(d, d) + d + forward + gradient;
  }
  const sample = total(shape, ({ rows, columns, first, last }) => {
    const forward = product(rows, columns) + (first ? 0 : product(rows, columns) + rows) + (last ? 0 : rows);
    const backward = first ? 0 : 2 * product(columns, rows) + 4 * columns;
    return forward + backward + 4 * rows * columns;
  });
  return model.train.samples * sample + shape.parameterCount;
}

/** Of the published sharpness, without the one pass at its weights: products, norms and divisions. */
export function powerIterationFlops(model: Model): number {
  const { parameterCount } = model.shape;
  return PUBLISHED_ITERATIONS * (hessianFlops(model) + 3 * parameterCount);
}
