import { dot } from '../../numerics/dense';
import { matrixProduct, timesTransposed, transposedTimes } from '../../numerics/matrix-product';
import { layerOf, type NetworkShape } from '../shape';
import type { MultivariateProblem } from './multivariate-problem';

/** A deep linear network x ↦ W_L … W_1 x with m outputs and no p, on its problem. */
export interface MultivariateModel {
  /** Widths d = d_0 … d_L = m; parameters are stacked as it says. */
  readonly shape: NetworkShape;
  readonly problem: MultivariateProblem;
}

/** Buffers for one pass; one set serves any number of passes. */
export interface MultivariateWorkspace {
  /** right[k] = Π_{k:1} = W_k … W_1 (d_k × d), k = 1 … L; right[0] is not used. */
  readonly right: readonly Float64Array[];
  /** left[k] = Π_{L:k+1} = W_L … W_{k+1} (m × d_k), k = 0 … L - 1; left[L] is not used. */
  readonly left: readonly Float64Array[];
  /** W - W⋆ (m × d), W = W_L … W_1. */
  readonly error: Float64Array;
  /** ∇R¹(W) = 2 (W - W⋆) Σ̂ (m × d). */
  readonly slope: Float64Array;
  /** Of a layer's gradient: m × max d_k. */
  readonly scratch: Float64Array;
}

export function multivariateWorkspace({ shape, problem }: MultivariateModel): MultivariateWorkspace {
  const { inputs: d, outputs: m } = problem;
  return {
    right: shape.widths.map((width) => new Float64Array(width * d)),
    left: shape.widths.map((width) => new Float64Array(m * width)),
    error: new Float64Array(m * d),
    slope: new Float64Array(m * d),
    scratch: new Float64Array(m * Math.max(shape.maxWidth, d)),
  };
}

/** Layer k of stacked weights, a view. */
export function layerView(shape: NetworkShape, weights: Float64Array, k: number): Float64Array {
  const { rows, columns, offset } = layerOf(shape, k);
  return weights.subarray(offset, offset + rows * columns);
}

/** The products Π_{k:1}, W - W⋆ and ∇R¹(W). Cost Σ d_k d_{k-1} d multiply-adds. */
export function multivariateForward(
  { shape, problem }: MultivariateModel,
  weights: Float64Array,
  workspace: MultivariateWorkspace,
): void {
  const { inputs: d, outputs: m } = problem;
  const { right, error, slope } = workspace;
  right[1]!.set(layerView(shape, weights, 1));
  for (let k = 2; k <= shape.depth; k += 1) {
    matrixProduct(
      layerView(shape, weights, k),
      right[k - 1]!,
      shape.widths[k]!,
      shape.widths[k - 1]!,
      d,
      right[k]!,
    );
  }
  const product = right[shape.depth]!;
  for (let i = 0; i < error.length; i += 1) error[i] = product[i]! - problem.target[i]!;
  matrixProduct(error, problem.covariance, m, d, d, slope);
  for (let i = 0; i < slope.length; i += 1) slope[i]! *= 2;
}

/** The products Π_{L:k+1}. */
export function multivariateBackward(
  { shape, problem }: MultivariateModel,
  weights: Float64Array,
  { left }: MultivariateWorkspace,
): void {
  const { depth, widths } = shape;
  const m = problem.outputs;
  if (depth === 1) return;
  left[depth - 1]!.set(layerView(shape, weights, depth));
  for (let k = depth - 1; k >= 2; k -= 1) {
    matrixProduct(left[k]!, layerView(shape, weights, k), m, widths[k]!, widths[k - 1]!, left[k - 1]!);
  }
}

/**
 * R - R_min = ‖(W - W⋆) Σ̂^{1/2}‖_F², after `multivariateForward`: no cancellation near a minimiser. Rounding makes it no less
 * than 0 where W - W⋆ is in the kernel of Σ̂.
 */
export function multivariateExcessRisk({ error, slope }: MultivariateWorkspace): number {
  const excess = 0.5 * dot(error, slope);
  // NaN stays NaN.
  return excess < 0 ? 0 : excess;
}

/**
 * Gradient of the risk, ∇_k R = Π_{L:k+1}ᵀ ∇R¹(W) Π_{k-1:1}ᵀ (as equation 5, without p), into `out` (length D). Cost about
 * 4 Σ d_k d_{k-1} max(d, m) multiply-adds.
 */
export function multivariateGradient(
  model: MultivariateModel,
  weights: Float64Array,
  workspace: MultivariateWorkspace,
  out: Float64Array,
): void {
  multivariateForward(model, weights, workspace);
  multivariateBackward(model, weights, workspace);
  for (let k = 1; k <= model.shape.depth; k += 1) {
    chain(model, k, workspace.left[k]!, workspace.slope, workspace.right[k - 1]!, workspace.scratch, out);
  }
}

/** Layer k of `out` ← leftᵀ · middle · rightᵀ: left is m × d_k, middle m × d, right d_{k-1} × d; the outermost are identities. */
export function chain(
  { shape, problem }: MultivariateModel,
  k: number,
  left: Float64Array,
  middle: Float64Array,
  right: Float64Array,
  scratch: Float64Array,
  out: Float64Array,
): void {
  const { inputs: d, outputs: m } = problem;
  const { rows, columns } = layerOf(shape, k);
  const layer = layerView(shape, out, k);
  let inner = middle;
  if (k > 1) {
    timesTransposed(middle, right, m, d, columns, scratch);
    inner = scratch;
  }
  if (k < shape.depth) transposedTimes(left, inner, rows, m, columns, layer);
  else layer.set(inner.subarray(0, rows * columns));
}

/** W ← W - η ∇R(W) in every layer. */
export function multivariateStep(
  model: MultivariateModel,
  learningRate: number,
  weights: Float64Array,
  workspace: MultivariateWorkspace,
  gradient: Float64Array,
): void {
  multivariateGradient(model, weights, workspace, gradient);
  for (let i = 0; i < weights.length; i += 1) weights[i]! -= learningRate * gradient[i]!;
}

/** Multiply-adds of one gradient, about. */
export function multivariateWork({ shape, problem }: MultivariateModel): number {
  return 4 * shape.parameterCount * Math.max(problem.inputs, problem.outputs);
}
