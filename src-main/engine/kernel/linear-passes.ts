import type { NetworkShape } from '@shared/network/shape';
import { at, f64x2, i32, v128, type Integer, type Vector } from './instructions';
import { SCALAR_BYTES, VECTOR_BYTES } from './lane-memory';
import { segmentsOf, type PairPlaces, type Segment } from './linear-layout';
import {
  laneMatrix,
  productAndUpdate,
  tilesOf,
  transposedProduct,
  withFirstApart,
  type Matrix,
} from './linear-tiles';
import { bytesFrom, forEntries } from './loops';
import type { FunctionBuilder, FunctionReference, IntegerLocal, ModuleBuilder } from './module-builder';

const { mul, sub } = f64x2;

/** A layer at run time: where its weights and its columns' units are, in bytes from the first of the network. */
export interface LayerPosition extends Pick<Segment, 'rows' | 'columns' | 'unrolled'> {
  readonly weight: IntegerLocal;
  readonly unit: IntegerLocal;
}

/**
 * The passes of network/linear-network.ts as code, for `pairs` pairs of replicas side by side. `base` is the distance
 * from the first pair's places to those of the first of these pairs.
 */
export class LinearPasses {
  readonly segments: readonly Segment[];
  readonly #functions = new Map<string, FunctionReference>();

  constructor(
    readonly module: ModuleBuilder,
    readonly shape: NetworkShape,
    readonly places: PairPlaces,
    readonly pairs: number,
  ) {
    this.segments = segmentsOf(shape);
  }

  /** b_{k-1} = W_kᵀ b_k down to w_prod, the error, and f_0 = 2 Σ̂ (w_prod - w⋆). */
  backward(f: FunctionBuilder, base: Integer): void {
    const { weights, outputs } = this.places;
    this.downwards(f, base, (layer) => {
      const { rows, columns, weight, unit } = layer;
      if (layer.unrolled) {
        this.eachPair((pair) => {
          const matrix = laneMatrix(rows, columns, columns * VECTOR_BYTES, at(weight, weights + pair));
          const [x, out] = [outputs + columns * VECTOR_BYTES + pair, outputs + pair];
          transposedProduct(f, matrix, at(unit, x), at(unit, out));
        });
        return;
      }
      for (const { width, tiles, first } of tilesOf(columns)) {
        f.call(
          this.#transposedTiles(width),
          ...[rows, tiles, columns * VECTOR_BYTES],
          bytesFrom(weight, first * VECTOR_BYTES),
          bytesFrom(unit, columns * VECTOR_BYTES),
          bytesFrom(unit, first * VECTOR_BYTES),
        );
      }
    });
    this.#error(f, base);
    this.covarianceProduct(f, base, this.places.error, this.places.inputs);
  }

  /**
   * f_k = W_k f_{k-1} upwards and, on the way, W_k ← W_k - (η b_k) f_{k-1}ᵀ.
   *
   * @param ratePlace where η is, or null to leave the weights as they are.
   */
  forward(f: FunctionBuilder, base: Integer, ratePlace: number | null): void {
    const { weights, outputs, inputs } = this.places;
    this.upwards(f, base, (layer) => {
      const { rows, columns, weight, unit } = layer;
      if (layer.unrolled) {
        this.eachPair((pair) => {
          const matrix = laneMatrix(rows, columns, columns * VECTOR_BYTES, at(weight, weights + pair));
          const below = columns * VECTOR_BYTES + pair;
          const rate = ratePlace === null ? null : v128.load(at(base, ratePlace + pair));
          const [left, out] = [at(unit, outputs + below), at(unit, inputs + below)];
          productAndUpdate(f, matrix, at(unit, inputs + pair), left, out, false, rate);
        });
        return;
      }
      for (const { width, tiles, first } of withFirstApart(tilesOf(columns))) {
        f.call(
          this.#forwardTiles(width, first > 0, ratePlace),
          ...[base, rows, tiles, columns * VECTOR_BYTES],
          bytesFrom(weight, first * VECTOR_BYTES),
          bytesFrom(unit, first * VECTOR_BYTES),
          bytesFrom(unit, columns * VECTOR_BYTES),
        );
      }
    });
  }

  /** out ← 2 Σ̂ x, for arrays of length d at these places. */
  covarianceProduct(f: FunctionBuilder, base: Integer, x: number, out: number): void {
    const d = this.shape.widths[0]!;
    const double = (sum: Vector): Vector => mul(sum, f64x2.constant(2));
    if (this.segments[0]!.unrolled) {
      const zero = f.integer(i32.constant(0));
      this.eachPair((pair) => {
        const matrix = this.#covariance(d, d, zero);
        transposedProduct(f, matrix, at(base, x + pair), at(base, out + pair), double);
      });
      return;
    }
    for (const { width, tiles, first } of tilesOf(d)) {
      const tile = this.memoised(`covariance ${width} ${x} ${out}`, 3, (g, here, count, column) => {
        const target = g.integer(bytesFrom(here, 0));
        g.advance(target, i32.mul(column, i32.constant(VECTOR_BYTES / SCALAR_BYTES)));
        g.loop(count, () => {
          this.eachPair((pair) => {
            const matrix = this.#covariance(i32.constant(d), width, column);
            transposedProduct(g, matrix, at(here, x + pair), at(target, out + pair), double);
          });
          g.advance(column, width * SCALAR_BYTES);
          g.advance(target, width * VECTOR_BYTES);
        });
      });
      f.call(tile, base, tiles, first * SCALAR_BYTES);
    }
  }

  /** Emits code for every layer, the last one first. */
  downwards(f: FunctionBuilder, base: Integer, body: (layer: LayerPosition) => void): void {
    for (const segment of [...this.segments].reverse()) this.#each(f, base, segment, -1, body);
  }

  /** Emits code for every layer, the first one first. */
  upwards(f: FunctionBuilder, base: Integer, body: (layer: LayerPosition) => void): void {
    for (const segment of this.segments) this.#each(f, base, segment, 1, body);
  }

  /** Emits code for every pair, given the bytes from the first pair to it. */
  eachPair(body: (pairBytes: number) => void): void {
    for (let pair = 0; pair < this.pairs; pair += 1) body(pair * this.places.pairBytes);
  }

  /** A function of the module, built when it is first asked for; the key says all that it depends on. */
  memoised(
    key: string,
    parameters: number,
    build: (f: FunctionBuilder, ...parameters: IntegerLocal[]) => void,
  ): FunctionReference {
    let found = this.#functions.get(key);
    if (found === undefined) {
      found = this.module.function(parameters, build);
      this.#functions.set(key, found);
    }
    return found;
  }

  #each(
    f: FunctionBuilder,
    base: Integer,
    segment: Segment,
    direction: 1 | -1,
    body: (layer: LayerPosition) => void,
  ): void {
    const { rows, columns, layers, firstWeight, firstUnit } = segment;
    const start = direction > 0 ? 0 : layers - 1;
    f.scope(() => {
      const weight = f.integer(bytesFrom(base, (firstWeight + start * rows * columns) * VECTOR_BYTES));
      const unit = f.integer(bytesFrom(base, (firstUnit + start * columns) * VECTOR_BYTES));
      if (layers === 1) {
        body({ ...segment, weight, unit });
        return;
      }
      f.loop(layers, () => {
        body({ ...segment, weight, unit });
        f.advance(weight, direction * rows * columns * VECTOR_BYTES);
        f.advance(unit, direction * columns * VECTOR_BYTES);
      });
    });
  }

  /** Wᵀ x on `count` tiles of one width. */
  #transposedTiles(width: number): FunctionReference {
    const { weights, outputs } = this.places;
    return this.memoised(`transposed ${width}`, 6, (f, rows, count, rowBytes, weight, x, out) => {
      f.loop(count, () => {
        this.eachPair((pair) => {
          const matrix = laneMatrix(rows, width, rowBytes, at(weight, weights + pair));
          transposedProduct(f, matrix, at(x, outputs + pair), at(out, outputs + pair));
        });
        f.advance(weight, width * VECTOR_BYTES);
        f.advance(out, width * VECTOR_BYTES);
      });
    });
  }

  #forwardTiles(width: number, continues: boolean, ratePlace: number | null): FunctionReference {
    const { weights, outputs, inputs } = this.places;
    const key = `forward ${width} ${continues} ${ratePlace}`;
    return this.memoised(key, 7, (f, base, rows, count, rowBytes, weight, x, out) => {
      f.loop(count, () => {
        this.eachPair((pair) => {
          const matrix = laneMatrix(rows, width, rowBytes, at(weight, weights + pair));
          const rate = ratePlace === null ? null : f.vector(v128.load(at(base, ratePlace + pair)));
          const [left, sums] = [at(out, outputs + pair), at(out, inputs + pair)];
          productAndUpdate(f, matrix, at(x, inputs + pair), left, sums, continues, rate);
        });
        f.advance(weight, width * VECTOR_BYTES);
        f.advance(x, width * VECTOR_BYTES);
      });
    });
  }

  #error(f: FunctionBuilder, base: Integer): void {
    const { outputs, error, wStar } = this.places;
    f.scope(() => {
      const entry = f.integer(base);
      const shared = f.integer(i32.constant(0));
      const pointers = [
        [entry, VECTOR_BYTES],
        [shared, SCALAR_BYTES],
      ] as const;
      forEntries(f, this.shape.widths[0]!, pointers, (i) => {
        this.eachPair((pair) => {
          const product = v128.load(at(entry, outputs + pair + i * VECTOR_BYTES));
          const target = v128.loadSplat(at(shared, wStar + i * SCALAR_BYTES));
          f.store(at(entry, error + pair + i * VECTOR_BYTES), sub(product, target));
        });
      });
    });
  }

  /** Columns of Σ̂ᵀ, the same for all lanes. */
  #covariance(rows: number | Integer, columns: number, first: IntegerLocal): Matrix {
    return {
      rows,
      columns,
      rowBytes: this.shape.widths[0]! * SCALAR_BYTES,
      entryBytes: SCALAR_BYTES,
      first: at(first, this.places.covariance),
      load: v128.loadSplat,
    };
  }
}
