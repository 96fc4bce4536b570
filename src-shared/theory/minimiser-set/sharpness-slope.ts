import { kernelBetween } from '../../curvature/tangent-kernel';
import type { LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import { dot, multiply, multiplyTransposed } from '../../numerics/dense';
import { log, power } from '../../numerics/elementary';
import { symmetricEigen } from '../../numerics/symmetric-eigen';
import { inputChain, outputChain } from './product-constraint';

/** The sharpness of a minimiser, and how it changes with the weights. */
export interface SharpnessSlope {
  /** S = 2 λ_max(R K Rᵀ), RᵀR = Σ̂. */
  readonly sharpness: number;
  /** ln of the power mean that was asked for: ln S for the exponent Infinity. */
  readonly height: number;
  /** Of the height, by the weights: length D. */
  readonly gradient: Float64Array;
  /** The eigenvalue below the top one, as a share of it; 0 for d = 1. */
  readonly runnerUp: number;
}

/** Eigenvalues that weigh less than this beside the top one change no digit of a gradient. */
const LEAST_WEIGHT = 1e-18;

/**
 * ln (Σ_i (2 λ_i)^q)^{1/q} over the eigenvalues λ_i of R K Rᵀ, and its gradient: a smooth stand-in for ln S, at most
 * (ln d)/q above it; q = Infinity is ln S itself.
 *
 * By first-order perturbation dλ = vᵀ d(R K Rᵀ) v for a unit eigenvector v. With u = Rᵀv and c_k = W_k … W_1 u,
 * vᵀ R K Rᵀ v = Σ_k ‖b_k‖² ‖c_{k-1}‖² is a polynomial in the weights, whose gradient is that of one pass forward and one
 * back. Where the top eigenvalue is multiple, ln S has a kink, and what is given is one of its subgradients; finite q have
 * none. The d × d form is taken for the sharpness, which it is at minimisers.
 */
export function sharpnessSlope(
  model: LinearModel,
  weights: Float64Array,
  exponent = Infinity,
): SharpnessSlope {
  const { network, problem } = model;
  const d = problem.features;
  const outputs = outputChain(model, weights);
  const matrix = kernelBetween(network, weights, outputs, problem.covarianceRoot, d);
  const { values, vectors } = symmetricEigen(matrix, d);
  const top = values[d - 1]!;
  // (λ_i/λ_max)^q: beside 1 for the top one.
  const sizes = values.map((value, i) =>
    i === d - 1 ? 1 : exponent === Infinity || !(value > 0) ? 0 : power(value / top, exponent),
  );
  const sum = sizes.reduce((total, size) => total + size, 0);
  const gradient = new Float64Array(model.shape.parameterCount);
  sizes.forEach((size, i) => {
    if (size < LEAST_WEIGHT) return;
    const v = Float64Array.from({ length: d }, (_, j) => vectors[j * d + i]!);
    const u = new Float64Array(d);
    multiplyTransposed(problem.covarianceRoot, 0, d, d, v, u);
    addQuotientGradient(model, weights, outputs, u, size / (sum * values[i]!), gradient);
  });
  return {
    sharpness: 2 * top,
    height: log(2 * top) + (exponent === Infinity ? 0 : log(sum) / exponent),
    gradient,
    runnerUp: d > 1 ? values[d - 2]! / top : 0,
  };
}

/** out ← out + weight · ∂/∂W of Σ_k ‖b_k‖² ‖c_{k-1}‖², at fixed u. */
function addQuotientGradient(
  model: LinearModel,
  weights: Float64Array,
  outputs: readonly Float64Array[],
  u: Float64Array,
  weight: number,
  out: Float64Array,
): void {
  const { shape } = model;
  const inputs = inputChain(model, weights, u);
  // What b_{k-1} owes to W_k: the derivative by b_{k-1}, carried up through the layers.
  let byOutput = new Float64Array(shape.widths[0]!);
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    addOuter(outputs[k]!, byOutput, out, offset);
    const next = new Float64Array(rows);
    multiply(weights, offset, rows, columns, byOutput, next);
    const factor = 2 * weight * dot(inputs[k - 1]!, inputs[k - 1]!);
    byOutput = next.map((entry, i) => entry + factor * outputs[k]![i]!);
  }
  // The same for c_k, carried down.
  let byInput = new Float64Array(shape.widths[shape.depth]!);
  for (let k = shape.depth; k >= 1; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    addOuter(byInput, inputs[k - 1]!, out, offset);
    const next = new Float64Array(columns);
    multiplyTransposed(weights, offset, rows, columns, byInput, next);
    const factor = 2 * weight * dot(outputs[k]!, outputs[k]!);
    byInput = next.map((entry, i) => entry + factor * inputs[k - 1]![i]!);
  }
}

/** out ← out + left rightᵀ, from an offset on. */
function addOuter(left: Float64Array, right: Float64Array, out: Float64Array, offset: number): void {
  for (let i = 0; i < left.length; i += 1) {
    for (let j = 0; j < right.length; j += 1) out[offset + i * right.length + j]! += left[i]! * right[j]!;
  }
}
