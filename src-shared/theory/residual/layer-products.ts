import { layerOf, type NetworkShape } from '../../network/shape';
import { allFinite, scaledNorm } from '../../numerics/dense';
import { matrixProduct, transposed } from '../../numerics/matrix-product';
import { singularValues } from '../../numerics/singular-values';
import type { LayerFacts, MomentFacts } from '../judged-run';

/** By how much a matrix A lengthens vectors. */
export interface Gain {
  /** ‖A‖ = max ‖Ax‖/‖x‖. */
  readonly most: number;
  /** σ_min(A) = min ‖Ax‖/‖x‖: the smallest singular value where A has no more columns than rows, else 0. */
  readonly least: number;
  /** What either may be off by: the rounding errors of the products that A is made of. */
  readonly error: number;
}

/** Of an empty product, and of a square identity. */
const IDENTITY: Gain = { most: 1, least: 1, error: 0 };
const UNKNOWN: Gain = { most: NaN, least: NaN, error: NaN };

interface Product {
  readonly matrix: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly gain: Gain;
}

/** A network's weights, and the norms of its layers. */
export interface ProductWeights {
  /** Stacked as in NetworkShape. */
  readonly weights: Float64Array;
  /** Layer k at index k - 1: its singular values, descending. */
  readonly layers: readonly Pick<LayerFacts, 'singularValues'>[];
}

/**
 * The products of consecutive layers that Section 5 is about, at fixed weights. Each is computed when first asked for,
 * with those before it, and kept: O(d³) a product. Gains that are not finite numbers are NaN.
 */
export class LayerProducts {
  readonly #forward: Product[] = [];
  readonly #backward: Product[] = [];

  constructor(
    private readonly shape: NetworkShape,
    private readonly moment: ProductWeights,
  ) {}

  /** Of Π_{k:1} = W_k … W_1 (d_k × d_0), k = 0 … L; the empty product is the identity. */
  forward(k: number): Gain {
    if (k === 0) return IDENTITY;
    for (let j = this.#forward.length + 1; j <= k; j += 1) {
      const { rows, columns, offset } = layerOf(this.shape, j);
      const layer = this.moment.weights.subarray(offset, offset + rows * columns);
      this.#forward.push(this.#next(layer, rows, columns, j, this.#forward.at(-1)));
    }
    return this.#forward[k - 1]!.gain;
  }

  /** Of Π_{L:k}ᵀ = W_kᵀ … W_Lᵀ (d_{k-1} × d_L), k = 1 … L + 1: a square Π_{L:k} has the same. */
  backward(k: number): Gain {
    const { depth } = this.shape;
    if (k > depth) return IDENTITY;
    for (let j = depth - this.#backward.length; j >= k; j -= 1) {
      const { rows, columns, offset } = layerOf(this.shape, j);
      const layer = transposed(this.moment.weights, rows, columns, offset);
      this.#backward.push(this.#next(layer, columns, rows, j, this.#backward.at(-1)));
    }
    return this.#backward[depth - k]!.gain;
  }

  #next(layer: Float64Array, rows: number, inner: number, k: number, before: Product | undefined): Product {
    if (before === undefined)
      return { matrix: layer, rows, columns: inner, gain: gainOf(layer, rows, inner, 0) };
    const { columns } = before;
    const matrix = new Float64Array(rows * columns);
    matrixProduct(layer, before.matrix, rows, inner, columns, matrix);
    const own = inner * Number.EPSILON * scaledNorm(layer) * scaledNorm(before.matrix);
    const error = this.moment.layers[k - 1]!.singularValues[0]! * before.gain.error + own;
    return { matrix, rows, columns, gain: gainOf(matrix, rows, columns, error) };
  }
}

const known = new WeakMap<MomentFacts, LayerProducts>();

/** The products at a moment; they are kept as long as the moment is. */
export function layerProducts(shape: NetworkShape, moment: MomentFacts): LayerProducts {
  const found = known.get(moment) ?? new LayerProducts(shape, moment);
  known.set(moment, found);
  return found;
}

function gainOf(matrix: Float64Array, rows: number, columns: number, error: number): Gain {
  if (!allFinite(matrix)) return UNKNOWN;
  const { values } = singularValues(matrix, rows, columns);
  return { most: values[0]!, least: rows < columns ? 0 : values.at(-1)!, error };
}
