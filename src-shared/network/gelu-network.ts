import { multiply, multiplyTransposed } from '../numerics/dense';
import { geluForward } from '../numerics/gelu';
import type { Table } from './data/data-set';
import { layerOf, type NetworkShape } from './shape';

/**
 * The multilayer perceptron f(x) = W_L g(W_{L-1} g(… g(W_1 x))) with g = GELU, no biases and d_L = 1 (Figure 7 of the
 * paper), its risk R = ‖f(X) - y‖²/n and the gradient. Unlike a linear network it needs every sample: they are taken
 * one after another, in ascending order, and every matrix product in the order of numerics/dense.ts, which fixes
 * every rounding.
 */
export interface GeluWorkspace {
  /** hidden[k] = h_k (length d_k), k = 0 … L: h_0 = x, h_k = g(z_k) with z_k = W_k h_{k-1} for k < L, h_L = f(x). */
  readonly hidden: Float64Array[];
  /** slopes[k] = g'(z_k), k = 1 … L - 1. */
  readonly slopes: readonly Float64Array[];
  /** deltas[k] = δ_k = half the derivative of (f(x) - y)² with respect to z_k (z_L = f(x)), k = 1 … L. */
  readonly deltas: readonly Float64Array[];
  /** z_k, until it is overwritten by the next layer's. */
  readonly pre: Float64Array;
  /** f(x_i), i < n. */
  readonly outputs: Float64Array;
  /** Σ_i δ_k h_{k-1}ᵀ of all layers, stacked: n/2 times the gradient. */
  readonly moment: Float64Array;
  /** Row i of X, a view each. */
  readonly rows: readonly Float64Array[];
}

/** Buffers for passes over one table; one set serves any number of them. */
export function geluWorkspace(
  { widths, maxWidth, parameterCount }: NetworkShape,
  table: Table,
): GeluWorkspace {
  const layers = (): Float64Array[] => widths.map((width) => new Float64Array(width));
  return {
    hidden: layers(),
    slopes: layers(),
    deltas: layers(),
    pre: new Float64Array(maxWidth),
    outputs: new Float64Array(table.samples),
    moment: new Float64Array(parameterCount),
    rows: Array.from({ length: table.samples }, (_, i) =>
      table.inputs.subarray(i * table.features, (i + 1) * table.features),
    ),
  };
}

/** h_1 … h_L and the slopes for one sample. */
function forward(
  shape: NetworkShape,
  weights: Float64Array,
  x: Float64Array,
  workspace: GeluWorkspace,
): void {
  const { hidden, slopes, pre } = workspace;
  hidden[0] = x;
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    if (k === shape.depth) {
      multiply(weights, offset, rows, columns, hidden[k - 1]!, hidden[k]!);
    } else {
      multiply(weights, offset, rows, columns, hidden[k - 1]!, pre);
      geluForward(pre, rows, hidden[k]!, slopes[k]!);
    }
  }
}

/** δ_L = f(x) - y, δ_k = (W_{k+1}ᵀ δ_{k+1}) ⊙ g'(z_k), for one sample, after `forward`. */
function backward(shape: NetworkShape, weights: Float64Array, y: number, workspace: GeluWorkspace): void {
  const { hidden, slopes, deltas } = workspace;
  const { depth } = shape;
  deltas[depth]![0] = hidden[depth]![0]! - y;
  for (let k = depth - 1; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k + 1);
    const delta = deltas[k]!;
    multiplyTransposed(weights, offset, rows, columns, deltas[k + 1]!, delta);
    for (let i = 0; i < columns; i += 1) delta[i]! *= slopes[k]![i]!;
  }
}

/** moment ← moment + δ_k h_{k-1}ᵀ, for one sample. */
function accumulate(shape: NetworkShape, { hidden, deltas, moment }: GeluWorkspace): void {
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const left = deltas[k]!;
    const right = hidden[k - 1]!;
    for (let i = 0; i < rows; i += 1) {
      const factor = left[i]!;
      const row = offset + i * columns;
      for (let j = 0; j < columns; j += 1) moment[row + j]! += factor * right[j]!;
    }
  }
}

/** Outputs and moment at these weights. Cost n (3 D multiply-adds + 28 Σ_{0<k<L} d_k operations); no allocation. */
function sweep(shape: NetworkShape, table: Table, weights: Float64Array, workspace: GeluWorkspace): void {
  const { rows, outputs, hidden, moment } = workspace;
  moment.fill(0);
  for (let i = 0; i < table.samples; i += 1) {
    forward(shape, weights, rows[i]!, workspace);
    outputs[i] = hidden[shape.depth]![0]!;
    backward(shape, weights, table.targets[i]!, workspace);
    accumulate(shape, workspace);
  }
}

/** f(x_i) into workspace.outputs, which it returns. */
export function geluOutputs(
  shape: NetworkShape,
  table: Table,
  weights: Float64Array,
  workspace: GeluWorkspace,
): Float64Array {
  for (let i = 0; i < table.samples; i += 1) {
    forward(shape, weights, workspace.rows[i]!, workspace);
    workspace.outputs[i] = workspace.hidden[shape.depth]![0]!;
  }
  return workspace.outputs;
}

/** R = (1/n) Σ (f(x_i) - y_i)², samples ascending. */
export function outputRisk({ samples, targets }: Table, outputs: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < samples; i += 1) {
    const residual = outputs[i]! - targets[i]!;
    sum += residual * residual;
  }
  return sum / samples;
}

/** Gradient of the risk, ∇_k R = (2/n) Σ_i δ_k h_{k-1}ᵀ, into `out` (length D). */
export function geluGradient(
  shape: NetworkShape,
  table: Table,
  weights: Float64Array,
  workspace: GeluWorkspace,
  out: Float64Array,
): void {
  sweep(shape, table, weights, workspace);
  const factor = 2 / table.samples;
  for (let i = 0; i < out.length; i += 1) out[i] = factor * workspace.moment[i]!;
}

/**
 * One step of gradient descent, W ← W - (2η/n) Σ_i δ_k h_{k-1}ᵀ for all layers at once, in place. Leaves the outputs of
 * the weights *before* the step in the workspace. The factor is rounded as (2 · η)/n; then one product and one
 * difference a parameter.
 */
export function geluDescentStep(
  shape: NetworkShape,
  table: Table,
  learningRate: number,
  weights: Float64Array,
  workspace: GeluWorkspace,
): void {
  sweep(shape, table, weights, workspace);
  const factor = (2 * learningRate) / table.samples;
  for (let i = 0; i < weights.length; i += 1) weights[i]! -= factor * workspace.moment[i]!;
}
