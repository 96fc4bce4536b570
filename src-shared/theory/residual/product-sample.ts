import { multiply } from '../../numerics/dense';
import { keyAt, normals } from '../../numerics/random/content';
import { singularValues } from '../../numerics/singular-values';
import type { ProductLaw } from './product-law';

/** What is seen of so many independent draws of L residual layers. */
export interface ProductSample {
  /** max_k ‖Π_{k:1}‖, a number a draw. */
  readonly largest: Float64Array;
  /** min_k σ_min(Π_{k:1}), a number a draw. */
  readonly least: Float64Array;
  /** ‖N_{k+1} h_k‖²/‖h_k‖² along h_k = Π_{k:1} h_0, k = 0 … L - 1 of draw r at index r L + k. */
  readonly squares: Float64Array;
  /** h_kᵀ N_{k+1} h_k/‖h_k‖², at the same indices. */
  readonly forms: Float64Array;
}

/**
 * Draws the layers I + s/√(Ld) N_k so many times. The normal numbers of draw r's layer k are addressed by (seed, d, L, r,
 * k) alone: other scales see the same N_k, and more draws leave the first ones as they are. h_0 is (1, …, 1)/√d: the laws
 * do not depend on it. Cost O(L d³) a draw. Yields the share that is done, from 0 to 1, after every layer.
 */
export function* sampleProducts(
  law: ProductLaw,
  draws: number,
  seed: number,
): Generator<number, ProductSample> {
  const { scale, depth, width } = law;
  const sample: ProductSample = {
    largest: new Float64Array(draws),
    least: new Float64Array(draws),
    squares: new Float64Array(draws * depth),
    forms: new Float64Array(draws * depth),
  };
  const deviation = scale / Math.sqrt(depth * width);
  let product = new Float64Array(width * width);
  let next = new Float64Array(width * width);
  const h = new Float64Array(width);
  const image = new Float64Array(width);
  for (let r = 0; r < draws; r += 1) {
    product.fill(0);
    for (let i = 0; i < width; i += 1) product[i * width + i] = 1;
    h.fill(1 / Math.sqrt(width));
    sample.least[r] = Infinity;
    for (let k = 0; k < depth; k += 1) {
      const noise = normals(keyAt(seed, ['residualProducts', width, depth, r, k + 1]), width * width);
      multiply(noise, 0, width, width, h, image);
      let [square, form, size] = [0, 0, 0];
      for (let i = 0; i < width; i += 1) {
        square += image[i]! * image[i]!;
        form += h[i]! * image[i]!;
        size += h[i]! * h[i]!;
      }
      sample.squares[r * depth + k] = square / size;
      sample.forms[r * depth + k] = form / size;
      // Only its direction matters; over many layers its length would leave the range of float64.
      const length = Math.sqrt(size);
      for (let i = 0; i < width; i += 1) h[i] = (h[i]! + deviation * image[i]!) / length;
      advance(product, noise, deviation, width, next);
      [product, next] = [next, product];
      const { values } = singularValues(product, width, width);
      sample.largest[r] = Math.max(sample.largest[r]!, values[0]!);
      sample.least[r] = Math.min(sample.least[r]!, values[width - 1]!);
      yield (r + (k + 1) / depth) / draws;
    }
  }
  return sample;
}

/** out = (I + deviation · N) A, all d × d. */
function advance(
  a: Float64Array,
  noise: Float64Array,
  deviation: number,
  d: number,
  out: Float64Array,
): void {
  out.set(a);
  for (let i = 0; i < d; i += 1) {
    for (let k = 0; k < d; k += 1) {
      const factor = deviation * noise[i * d + k]!;
      for (let j = 0; j < d; j += 1) out[i * d + j]! += factor * a[k * d + j]!;
    }
  }
}
