import { addScaled, multiply, multiplyTransposed } from '../numerics/dense';
import { geluSecondOrder } from '../numerics/gelu';
import type { Table } from '../network/data/data-set';
import { rowsOf } from '../network/gelu-network';
import { layerOf, type NetworkShape } from '../network/shape';
import type { SymmetricOperator } from './operator';

/**
 * The Hessian of a GELU network's risk over all parameters, stacked as in NetworkShape, at fixed weights.
 *
 * H V is the derivative in the direction V of the gradient (2/n) Σ_i δ_k h_{k-1}ᵀ (gelu-network.ts): with h_0 = x,
 *   ż_k = V_k h_{k-1} + W_k ḣ_{k-1},   ḣ_k = g'(z_k) ⊙ ż_k,   ḣ_0 = 0,   δ̇_L = ż_L,
 *   δ̇_k = (V_{k+1}ᵀ δ_{k+1} + W_{k+1}ᵀ δ̇_{k+1}) ⊙ g'(z_k) + β_k ⊙ ż_k,   β_k = (W_{k+1}ᵀ δ_{k+1}) ⊙ g''(z_k),
 *   (H V)_k = (2/n) Σ_i (δ̇_k h_{k-1}ᵀ + δ_k ḣ_{k-1}ᵀ).
 * What does not depend on V (h, g', δ, β) is computed once and kept, a set a sample: 32 n Σ_k d_k bytes. A product
 * then costs about 6 n D multiply-adds. The weights are read at every product: do not change them while the operator
 * is in use.
 */
export function geluHessian(shape: NetworkShape, table: Table, weights: Float64Array): SymmetricOperator {
  const states = rowsOf(table).map((x, i) => sampleState(shape, weights, x, table.targets[i]!));
  const change = tangent(shape);
  const factor = 2 / table.samples;
  return {
    dimension: shape.parameterCount,
    apply: (v, out) => {
      out.fill(0);
      for (const state of states) {
        differentiateForward(shape, weights, v, state, change);
        differentiateBackward(shape, weights, v, state, change);
        accumulate(shape, state, change, out);
      }
      for (let i = 0; i < out.length; i += 1) out[i]! *= factor;
    },
  };
}

/** One sample's pass at the fixed weights; entries by layer as in GeluWorkspace. */
interface SampleState {
  readonly hidden: readonly Float64Array[];
  readonly slopes: readonly Float64Array[];
  readonly deltas: readonly Float64Array[];
  /** bends[k] = β_k, k = 1 … L - 1. */
  readonly bends: readonly Float64Array[];
}

function layers({ widths }: NetworkShape): Float64Array[] {
  return widths.map((width) => new Float64Array(width));
}

function sampleState(shape: NetworkShape, weights: Float64Array, x: Float64Array, y: number): SampleState {
  const [hidden, slopes, deltas, bends] = [layers(shape), layers(shape), layers(shape), layers(shape)];
  const { depth } = shape;
  const pre = new Float64Array(shape.maxWidth);
  hidden[0] = x;
  for (let k = 1; k < depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    multiply(weights, offset, rows, columns, hidden[k - 1]!, pre);
    geluSecondOrder(pre, rows, hidden[k]!, slopes[k]!, bends[k]!);
  }
  const last = layerOf(shape, depth);
  multiply(weights, last.offset, last.rows, last.columns, hidden[depth - 1]!, hidden[depth]!);
  deltas[depth]![0] = hidden[depth]![0]! - y;
  for (let k = depth - 1; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k + 1);
    const delta = deltas[k]!;
    multiplyTransposed(weights, offset, rows, columns, deltas[k + 1]!, delta);
    for (let i = 0; i < columns; i += 1) {
      bends[k]![i]! *= delta[i]!;
      delta[i]! *= slopes[k]![i]!;
    }
  }
  return { hidden, slopes, deltas, bends };
}

/** Derivatives in the direction V for one sample; they serve all samples in turn. */
interface Tangent {
  /** ż_k, k = 1 … L. */
  readonly pre: readonly Float64Array[];
  /** ḣ_k, k = 0 … L - 1. */
  readonly hidden: readonly Float64Array[];
  /** δ̇_k, k = 1 … L. */
  readonly deltas: readonly Float64Array[];
  /** One product, before it is added to another. */
  readonly products: readonly Float64Array[];
}

function tangent(shape: NetworkShape): Tangent {
  return { pre: layers(shape), hidden: layers(shape), deltas: layers(shape), products: layers(shape) };
}

function differentiateForward(
  shape: NetworkShape,
  weights: Float64Array,
  v: Float64Array,
  state: SampleState,
  change: Tangent,
): void {
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const pre = change.pre[k]!;
    multiply(v, offset, rows, columns, state.hidden[k - 1]!, pre);
    // ḣ_0 = 0: the data do not move.
    if (k > 1) {
      multiply(weights, offset, rows, columns, change.hidden[k - 1]!, change.products[k]!);
      addScaled(1, change.products[k]!, pre);
    }
    if (k === shape.depth) break;
    const slopes = state.slopes[k]!;
    const out = change.hidden[k]!;
    for (let i = 0; i < rows; i += 1) out[i] = slopes[i]! * pre[i]!;
  }
}

function differentiateBackward(
  shape: NetworkShape,
  weights: Float64Array,
  v: Float64Array,
  state: SampleState,
  change: Tangent,
): void {
  change.deltas[shape.depth]!.set(change.pre[shape.depth]!);
  for (let k = shape.depth - 1; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k + 1);
    const out = change.deltas[k]!;
    multiplyTransposed(v, offset, rows, columns, state.deltas[k + 1]!, out);
    multiplyTransposed(weights, offset, rows, columns, change.deltas[k + 1]!, change.products[k]!);
    addScaled(1, change.products[k]!, out);
    const slopes = state.slopes[k]!;
    const bends = state.bends[k]!;
    const pre = change.pre[k]!;
    for (let i = 0; i < columns; i += 1) out[i] = out[i]! * slopes[i]! + bends[i]! * pre[i]!;
  }
}

/** out ← out + (δ̇_k h_{k-1}ᵀ + δ_k ḣ_{k-1}ᵀ), for one sample; the sum in parentheses first. */
function accumulate(shape: NetworkShape, state: SampleState, change: Tangent, out: Float64Array): void {
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const left = state.deltas[k]!;
    const leftChange = change.deltas[k]!;
    const right = state.hidden[k - 1]!;
    const rightChange = change.hidden[k - 1]!;
    for (let i = 0; i < rows; i += 1) {
      const row = offset + i * columns;
      for (let j = 0; j < columns; j += 1) {
        out[row + j]! += leftChange[i]! * right[j]! + left[i]! * rightChange[j]!;
      }
    }
  }
}
