import { modelScale, type LinearModel } from '../../network/model';
import { layerOf } from '../../network/shape';
import { dot, multiply, multiplyTransposed, norm } from '../../numerics/dense';
import { exp, log } from '../../numerics/elementary';

/**
 * How long gradient flow stays at the saddle near zero when it starts with W_1 = 0 and the other layers small: an estimate
 * by a chain of numbers, one a layer.
 *
 * Along one direction of all layers, ‖W_k‖ = x_k, the flow is dx_k/dt = Π_{j≠k} x_j · 2(q - r Π_j x_j), with
 * v = Σ̂w⋆/‖Σ̂w⋆‖, the direction in which it sets off, q = vᵀΣ̂w⋆ and r = vᵀΣ̂v; x_k² - x_j² is conserved (Lemma 1). So
 * with x_1(0) = 0 all of them follow x_1 = x, x_k = √(x_k(0)² + x²), and the time up to x is
 *   T = ∫_0^x dx / (2 Π_{k≥2} x_k (q - r x Π_{k≥2} x_k)).
 * For x_k(0) = s it grows like s^{-(L-2)}, for L = 2 like ln(1/s). What the chain leaves out is that random layers have to
 * align first: it is good to a factor, not to digits.
 */
export interface EscapeEstimate {
  /** Until half the excess risk of zero weights is gone, or, where that direction allows less, half of what it allows. */
  readonly time: number;
  /** The power of the scale that it grows with: -(L - 2); 0 stands for the logarithm. */
  readonly exponent: number;
}

/** @param sizes x_k(0), k = 2 … L, all positive. */
export function escapeEstimate(model: LinearModel, sizes: readonly number[]): EscapeEstimate {
  const { problem } = model;
  const d = problem.features;
  const v = new Float64Array(d);
  multiply(problem.covariance, 0, d, d, problem.wStar, v);
  const q = norm(v);
  for (let j = 0; j < d; j += 1) v[j]! /= q;
  const image = new Float64Array(d);
  multiply(problem.covariance, 0, d, d, v, image);
  const r = dot(v, image);
  // Excess risk at w_prod = P v: E_0 - 2 P q + P² r.
  const half = 0.5 * Math.min(modelScale(model).zeroExcessRisk, (q * q) / r);
  const reached = half / (q + Math.sqrt(Math.max(0, q * q - r * half)));
  const others = (x: number): number =>
    sizes.reduce((product, size) => product * Math.sqrt(size * size + x * x), 1);
  const rate = (x: number): number => 2 * others(x) * (q - r * x * others(x));
  const end = firstAtLeast((x) => x * others(x), reached);
  return {
    time: integral((x) => 1 / rate(x), end, Math.min(end, ...sizes)),
    exponent: 2 - model.shape.depth,
  };
}

/** x_k(0) = ‖b_{k-1}‖/‖b_k‖, k = 2 … L, b_k = W_{k+1}ᵀ … W_Lᵀ p: their product is ‖b_1‖, what the first layer sees. */
export function chainSizes({ shape, network }: LinearModel, weights: Float64Array): number[] {
  const sizes: number[] = [];
  let b = Float64Array.from(network.projection);
  for (let k = shape.depth; k >= 2; k -= 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const next = new Float64Array(columns);
    multiplyTransposed(weights, offset, rows, columns, b, next);
    sizes.unshift(norm(next) / norm(b));
    // Of unit length again, so that small weights do not underflow.
    b = next.map((entry) => entry / norm(next));
  }
  return sizes;
}

/** Doubles' 53 bits and a margin. */
const BISECTIONS = 80;

/** Where an increasing function that is 0 at 0 reaches a positive value. */
function firstAtLeast(f: (x: number) => number, value: number): number {
  let high = 1;
  while (f(high) < value) high *= 2;
  let low = 0;
  for (let i = 0; i < BISECTIONS; i += 1) {
    const middle = 0.5 * (low + high);
    if (f(middle) < value) low = middle;
    else high = middle;
  }
  return high;
}

const INTERVALS = 4000;

/** ∫_0^end f by Simpson's rule in u, x = unit · sinh u: even in ln x beyond `unit`, where f falls like a power. */
function integral(f: (x: number) => number, end: number, unit: number): number {
  const ratio = end / unit;
  const top = log(ratio + Math.sqrt(ratio * ratio + 1));
  const step = top / INTERVALS;
  let sum = 0;
  for (let i = 0; i <= INTERVALS; i += 1) {
    const grown = exp(i * step);
    const value = f((unit * (grown - 1 / grown)) / 2) * ((unit * (grown + 1 / grown)) / 2);
    sum += value * (i === 0 || i === INTERVALS ? 1 : i % 2 === 1 ? 4 : 2);
  }
  return (sum * step) / 3;
}
