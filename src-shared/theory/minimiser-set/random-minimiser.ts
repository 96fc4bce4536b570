import type { LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import { dot } from '../../numerics/dense';
import { exp } from '../../numerics/elementary';
import { keyAt, normals } from '../../numerics/random/content';
import { retract } from './product-constraint';

/** Standard deviation of ln of the factors, and size of the shears, of a random change of basis. */
const GAUGE_SPREAD = 0.5;

/**
 * A random minimiser, addressed by (seed, widths): layers with entries N(0, 1/d_{k-1}), then a random change of basis
 * between every two layers, W_k → G W_k, W_{k+1} → W_{k+1} G⁻¹, which keeps the product and loosens the balance of
 * neighbouring layers, then brought to w_prod = w⋆ by `retract`. Null where it cannot be: W_2ᵀ … W_Lᵀ p = 0, which has
 * probability 0.
 */
export function randomMinimiser(model: LinearModel, seed: number): Float64Array | null {
  const { shape, problem } = model;
  const weights = new Float64Array(shape.parameterCount);
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const draws = normals(keyAt(seed, ['minimiser', ...shape.widths, 'layer', k]), rows * columns);
    for (let i = 0; i < draws.length; i += 1) weights[offset + i] = draws[i]! / Math.sqrt(columns);
  }
  for (let k = 1; k < shape.depth; k += 1) changeBasis(model, k, seed, weights);
  return retract(model, problem.wStar, weights) ? weights : null;
}

/**
 * G = a diagonal of e^{g·N} times d_k shears I + x yᵀ with y ⟂ x, whose inverses I - x yᵀ are exact: such products are
 * all matrices of positive determinant.
 */
function changeBasis({ shape }: LinearModel, k: number, seed: number, weights: Float64Array): void {
  const width = shape.widths[k]!;
  const draw = (what: string, i: number): Float64Array =>
    normals(keyAt(seed, ['minimiser', ...shape.widths, what, k, i]), width);
  for (let i = 0; i < width && width > 1; i += 1) {
    const x = draw('shear x', i);
    const y = draw('shear y', i);
    const along = dot(x, y) / dot(x, x);
    for (let j = 0; j < width; j += 1) y[j]! -= along * x[j]!;
    const size = GAUGE_SPREAD / width;
    shear(
      shape,
      k,
      x,
      y.map((entry) => (size * entry) / Math.sqrt(width)),
      weights,
    );
  }
  const own = layerOf(shape, k);
  const next = layerOf(shape, k + 1);
  draw('stretch', 0).forEach((normal, i) => {
    const factor = exp(GAUGE_SPREAD * normal);
    for (let j = 0; j < own.columns; j += 1) weights[own.offset + i * own.columns + j]! *= factor;
    for (let j = 0; j < next.rows; j += 1) weights[next.offset + j * next.columns + i]! /= factor;
  });
}

/** W_k ← (I + x yᵀ) W_k, W_{k+1} ← W_{k+1} (I - x yᵀ). */
function shear(
  shape: LinearModel['shape'],
  k: number,
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
): void {
  const own = layerOf(shape, k);
  for (let j = 0; j < own.columns; j += 1) {
    let sum = 0;
    for (let i = 0; i < own.rows; i += 1) sum += y[i]! * weights[own.offset + i * own.columns + j]!;
    for (let i = 0; i < own.rows; i += 1) weights[own.offset + i * own.columns + j]! += x[i]! * sum;
  }
  const next = layerOf(shape, k + 1);
  for (let i = 0; i < next.rows; i += 1) {
    const row = next.offset + i * next.columns;
    const sum = dot(weights.subarray(row, row + next.columns), x);
    for (let j = 0; j < next.columns; j += 1) weights[row + j]! -= sum * y[j]!;
  }
}
