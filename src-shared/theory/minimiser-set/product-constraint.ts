import { kernelBetween } from '../../curvature/tangent-kernel';
import type { LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import { addScaled, dot, multiply, multiplyTransposed, norm } from '../../numerics/dense';
import { solvePositiveDefinite } from '../../numerics/cholesky';

/**
 * The set {w_prod(W) = w} of networks with one and the same predictor w: for w = w⋆ minimisers, all of them where Σ̂ has
 * full rank. J is the Jacobian of w_prod (d × D): J dW = Σ_k A_k dW_kᵀ b_k and J Jᵀ = K = Σ_k ‖b_k‖² A_k A_kᵀ, with
 * A_k = W_1ᵀ … W_{k-1}ᵀ and b_k = W_{k+1}ᵀ … W_Lᵀ p.
 */

/** b_0 = w_prod, …, b_L = p. */
export function outputChain({ shape, network }: LinearModel, weights: Float64Array): Float64Array[] {
  const chain = shape.widths.map((width) => new Float64Array(width));
  chain[shape.depth]!.set(network.projection);
  for (let k = shape.depth; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    multiplyTransposed(weights, offset, rows, columns, chain[k]!, chain[k - 1]!);
  }
  return chain;
}

/** u, W_1 u, …, W_{L-1} … W_1 u: A_kᵀ u at index k - 1. */
export function inputChain({ shape }: LinearModel, weights: Float64Array, u: Float64Array): Float64Array[] {
  const chain = [Float64Array.from(u)];
  for (let k = 1; k < shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const next = new Float64Array(rows);
    multiply(weights, offset, rows, columns, chain[k - 1]!, next);
    chain.push(next);
  }
  return chain;
}

/** weights ← weights + factor · Jᵀu: layer k changes by factor · b_k (A_kᵀu)ᵀ. */
function addAlongConstraint(
  model: LinearModel,
  outputs: readonly Float64Array[],
  inputs: readonly Float64Array[],
  factor: number,
  weights: Float64Array,
): void {
  for (let k = 1; k <= model.shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(model.shape, k);
    for (let i = 0; i < rows; i += 1) {
      const size = factor * outputs[k]![i]!;
      for (let j = 0; j < columns; j += 1) weights[offset + i * columns + j]! += size * inputs[k - 1]![j]!;
    }
  }
}

/** K⁻¹r; null where K is singular to rounding. */
function solveKernel(
  { network, problem }: LinearModel,
  weights: Float64Array,
  outputs: readonly Float64Array[],
  r: Float64Array,
): Float64Array | null {
  const d = problem.features;
  const identity = new Float64Array(d * d);
  for (let i = 0; i < d; i += 1) identity[i * d + i] = 1;
  return solvePositiveDefinite(kernelBetween(network, weights, outputs, identity, d), d, r);
}

/** J dW, length d: how w_prod changes, to first order, when the weights change by dW. */
export function productChange(
  { shape }: LinearModel,
  weights: Float64Array,
  outputs: readonly Float64Array[],
  direction: Float64Array,
): Float64Array {
  let change = new Float64Array(shape.widths[shape.depth]!);
  for (let k = shape.depth; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const next = new Float64Array(columns);
    const own = new Float64Array(columns);
    multiplyTransposed(weights, offset, rows, columns, change, next);
    multiplyTransposed(direction, offset, rows, columns, outputs[k]!, own);
    addScaled(1, own, next);
    change = next;
  }
  return change;
}

/** direction ← (I - Jᵀ(J Jᵀ)⁻¹J) direction, onto the tangent space of the set. False where K is singular to rounding. */
export function projectOntoTangent(
  model: LinearModel,
  weights: Float64Array,
  direction: Float64Array,
): boolean {
  const outputs = outputChain(model, weights);
  const change = productChange(model, weights, outputs, direction);
  const multiplier = solveKernel(model, weights, outputs, change);
  if (multiplier === null) return false;
  addAlongConstraint(model, outputs, inputChain(model, weights, multiplier), -1, direction);
  return true;
}

/** Newton's steps double the number of right digits. */
const MOST_STEPS = 12;
/** ‖w_prod - w‖ relative to ‖w‖ that is left to rounding: w_prod is a product of L matrices, each good to d·ε. */
const ROUNDING_PER_LAYER = 8;

/**
 * weights ← a network near them with w_prod = w, to rounding. Steps of Gauss-Newton, W ← W + Jᵀ(J Jᵀ)⁻¹(w - w_prod): each
 * is the change of least Frobenius norm over all layers that mends w_prod to first order. Where they do not come nearer
 * (a start far from the set), the first layer alone is changed, by `correctFirstLayer`, which always gets there.
 * False where no change of the first layer can: b_1 = W_2ᵀ … W_Lᵀ p = 0.
 */
export function retract(model: LinearModel, w: Float64Array, weights: Float64Array): boolean {
  const enough = ROUNDING_PER_LAYER * model.shape.depth * Number.EPSILON * norm(w);
  const start = Float64Array.from(weights);
  let outputs = outputChain(model, weights);
  let missing = difference(w, outputs[0]!);
  for (let step = 0; step < MOST_STEPS && norm(missing) > enough; step += 1) {
    const multiplier = solveKernel(model, weights, outputs, missing);
    if (multiplier === null) break;
    const next = Float64Array.from(weights);
    addAlongConstraint(model, outputs, inputChain(model, weights, multiplier), 1, next);
    const nextOutputs = outputChain(model, next);
    const nextMissing = difference(w, nextOutputs[0]!);
    if (!(norm(nextMissing) < norm(missing))) break;
    weights.set(next);
    outputs = nextOutputs;
    missing = nextMissing;
  }
  if (norm(missing) <= enough) return true;
  // Close to rounding the first layer mends what is left; from afar it starts from where the weights were.
  if (norm(missing) > CLOSE * norm(w)) weights.set(start);
  return correctFirstLayer(model, w, weights);
}

const CLOSE = 1e-6;

/**
 * W_1 ← W_1 + b_1 (w - w_prod)ᵀ/‖b_1‖²: the rank-one change of the first layer of least norm that makes w_prod = w, in
 * exact arithmetic at once; done twice for rounding. False where b_1 = 0.
 */
export function correctFirstLayer(model: LinearModel, w: Float64Array, weights: Float64Array): boolean {
  for (let pass = 0; pass < 2; pass += 1) {
    const outputs = outputChain(model, weights);
    const b = outputs[1]!;
    const square = dot(b, b);
    if (!(square > 0) || !Number.isFinite(square)) return false;
    const missing = difference(w, outputs[0]!);
    const { rows, columns, offset } = layerOf(model.shape, 1);
    for (let i = 0; i < rows; i += 1) {
      const size = b[i]! / square;
      for (let j = 0; j < columns; j += 1) weights[offset + i * columns + j]! += size * missing[j]!;
    }
  }
  return true;
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry - b[i]!);
}
