import { addScaled, multiply, multiplyTransposed } from '../numerics/dense';
import { geluSecondOrder } from '../numerics/gelu';
import type { Table } from '../network/data/data-set';
import { layerOf, type NetworkShape } from '../network/shape';
import type { SymmetricOperator } from './operator';

/**
 * The Hessian of a GELU network's risk over all parameters, stacked as in NetworkShape, at fixed weights.
 *
 * H V is the derivative in the direction V of the gradient (2/n) Σ_i δ_k h_{k-1}ᵀ (gelu-network.ts): with h_0 = x,
 *   ż_k = V_k h_{k-1} + W_k ḣ_{k-1},   ḣ_k = g'(z_k) ⊙ ż_k,   ḣ_0 = 0,   δ̇_L = ż_L,
 *   δ̇_k = (V_{k+1}ᵀ δ_{k+1} + W_{k+1}ᵀ δ̇_{k+1}) ⊙ g'(z_k) + β_k ⊙ ż_k,   β_k = (W_{k+1}ᵀ δ_{k+1}) ⊙ g''(z_k),
 *   (H V)_k = (2/n) Σ_i (δ̇_k h_{k-1}ᵀ + δ_k ḣ_{k-1}ᵀ).
 * What does not depend on V (h, g', δ, β) is computed once and kept: 32 n Σ_k d_k bytes. A product then costs about
 * 6 n D multiply-adds. The weights are read at every product: do not change them while the operator is in use.
 */
export function geluHessian(shape: NetworkShape, table: Table, weights: Float64Array): SymmetricOperator {
  const state = sampleState(shape);
  const { record } = state;
  const kept = new Float64Array(table.samples * record.length);
  for (let i = 0; i < table.samples; i += 1) {
    state.hidden[0]!.set(table.inputs.subarray(i * table.features, (i + 1) * table.features));
    pass(shape, weights, table.targets[i]!, state);
    kept.set(record, i * record.length);
  }
  const change = tangent(shape);
  const factor = 2 / table.samples;
  return {
    dimension: shape.parameterCount,
    apply: (v, out) => {
      out.fill(0);
      for (let i = 0; i < table.samples; i += 1) {
        record.set(kept.subarray(i * record.length, (i + 1) * record.length));
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
  /** All of it in one array, of which the others are views. */
  readonly record: Float64Array;
}

function sampleState({ widths }: NetworkShape): SampleState {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const record = new Float64Array(4 * total);
  let start = 0;
  const layers = (): Float64Array[] =>
    widths.map((width) => {
      start += width;
      return record.subarray(start - width, start);
    });
  return { hidden: layers(), slopes: layers(), deltas: layers(), bends: layers(), record };
}

/** Fills the state from hidden[0] = x and the target y. */
function pass(shape: NetworkShape, weights: Float64Array, y: number, state: SampleState): void {
  const { hidden, slopes, deltas, bends } = state;
  const { depth } = shape;
  const pre = new Float64Array(shape.maxWidth);
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

function tangent({ widths }: NetworkShape): Tangent {
  const layers = (): Float64Array[] => widths.map((width) => new Float64Array(width));
  return { pre: layers(), hidden: layers(), deltas: layers(), products: layers() };
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
