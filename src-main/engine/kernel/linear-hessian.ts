import { at, f64x2, i32, v128, type Address, type Integer, type Vector } from './instructions';
import type { KrylovPlaces } from './krylov-sweeps';
import { VECTOR_BYTES } from './lane-memory';
import type { PairPlaces } from './linear-layout';
import type { LayerPosition, LinearPasses } from './linear-passes';
import { forRows, laneMatrix, NOTHING, tilesOf, vectors, withFirstApart } from './linear-tiles';
import { bytesFrom } from './loops';
import {
  moved,
  type FunctionBuilder,
  type FunctionReference,
  type IntegerLocal,
  type VectorLocal,
} from './module-builder';

const { add, div, mul } = f64x2;
const { load } = v128;
const NULL = i32.constant(0);

/** Two sums a column, of V and of W, and two factors a row: half as many columns as a simple product keeps. */
const TILE_COLUMNS = 5;
/** Columns that one turn of the loop over a row takes. */
const ROW_CHUNK = 4;

export interface HessianPlaces extends PairPlaces, KrylovPlaces {
  /** ḃ_0 … ḃ_L and ḟ_0 … ḟ_L, as `outputs` and `inputs`; ḃ_L is 0. */
  readonly outputsChange: number;
  readonly inputsChange: number;
}

/**
 * The product of curvature/linear-hessian.ts as code, after `passes` have left b and f, for all their pairs: the vector V
 * that lies `vector` bytes from the image ← image / divisor, image ← H V, squares ← ‖H V‖². With 0 bytes V is written
 * over by its own image: nothing reads it again, so that products that need not keep it save the traffic. The divisions
 * hide behind the sums of the backward pass; the sum of squares, a chain of additions, behind the forward pass.
 *
 * Unlike scalar code it adds W_Lᵀ ḃ_L = 0 too. That changes the sign of a zero at most, which no scalar product shows;
 * where W_L is not finite, so that it would be NaN, the product is NaN already.
 */
export class HessianProduct {
  constructor(
    private readonly passes: LinearPasses,
    private readonly places: HessianPlaces,
  ) {}

  emit(f: FunctionBuilder, vector: IntegerLocal): void {
    const { passes, places } = this;
    passes.eachPair((pair) => f.store(at(NULL, places.squares + pair), f64x2.constant(0)));
    passes.downwards(f, NULL, (layer) => this.#backward(f, layer, f.integer(i32.add(layer.weight, vector))));
    passes.covarianceProduct(f, NULL, places.outputsChange, places.inputsChange);
    passes.upwards(f, NULL, (layer) => this.#forward(f, layer));
  }

  /** V_k ← image / divisor, ḃ_{k-1} = V_kᵀ b_k + W_kᵀ ḃ_k, and what ḃ_k and V_k give to the forward pass. */
  #backward(f: FunctionBuilder, layer: LayerPosition, v: IntegerLocal): void {
    const { rows, columns, weight, unit, unrolled } = layer;
    const rowBytes = columns * VECTOR_BYTES;
    const above = f.integer(bytesFrom(unit, rowBytes));
    if (unrolled) {
      this.#backwardTile(f, { rows, columns, rowBytes, weight, v, above, unit }, false);
      return;
    }
    for (const { width, tiles, first } of withFirstApart(tilesOf(columns, TILE_COLUMNS))) {
      const offset = first * VECTOR_BYTES;
      const starts = [bytesFrom(weight, offset), bytesFrom(v, offset), above, bytesFrom(unit, offset)];
      f.call(this.#backwardTiles(width, first > 0), rows, tiles, rowBytes, ...starts);
    }
  }

  #backwardTiles(columns: number, continues: boolean): FunctionReference {
    const key = `backward change ${columns} ${continues}`;
    return this.passes.memoised(key, 7, (f, rows, tiles, rowBytes, weight, v, above, unit) => {
      f.loop(tiles, () => {
        this.#backwardTile(f, { rows, columns, rowBytes, weight, v, above, unit }, continues);
        for (const pointer of [weight, v, unit]) f.advance(pointer, columns * VECTOR_BYTES);
      });
    });
  }

  /**
   * @param continues whether the rows' sums V f have begun with the columns before.
   */
  #backwardTile(f: FunctionBuilder, part: LayerPart, continues: boolean): void {
    const { rows, columns, rowBytes, weight, v, above, unit } = part;
    const { places } = this;
    const unrolled = typeof rows === 'number';
    const start = unrolled ? undefined : NOTHING;
    this.passes.eachPair((pair) => {
      f.scope(() => {
        const divisor = f.vector(load(at(NULL, places.divisor + pair)));
        const direct = vectors(f, columns, start);
        const carried = vectors(f, columns, start);
        const matrices = [at(weight, pair), at(v, places.image + pair)].map((place) =>
          laneMatrix(rows, columns, rowBytes, place),
        );
        forRows(f, matrices, [at(above, pair)], ([row, direction], [entry], first) => {
          const b = f.vector(load(moved(entry!, places.outputs)));
          const bChange = f.vector(load(moved(entry!, places.outputsChange)));
          const product = moved(entry!, places.inputsChange);
          const sum = f.vector(continues ? load(product) : start);
          const [value, right] = [f.vector(), f.vector()];
          direct.forEach((column, j) => {
            const offset = j * VECTOR_BYTES;
            const image = moved(row!, places.image + offset);
            f.set(value, div(load(image), divisor));
            f.store(moved(direction!, offset), value);
            accumulate(f, column, mul(value, b), first);
            f.set(right, load(at(unit, places.inputs + pair + offset)));
            accumulate(f, sum, mul(value, right), unrolled && j === 0 && !continues);
            f.store(image, mul(bChange, right));
            accumulate(f, carried[j]!, mul(load(moved(row!, places.weights + offset)), bChange), first);
          });
          f.store(product, sum);
        });
        direct.forEach((sum, j) => {
          const out = at(unit, places.outputsChange + pair + j * VECTOR_BYTES);
          f.store(out, add(sum, carried[j]!));
        });
      });
    });
  }

  /** (H V)_k = ḃ_k f_{k-1}ᵀ + b_k ḟ_{k-1}ᵀ with its squares, and ḟ_k = V_k f_{k-1} + W_k ḟ_{k-1}. */
  #forward(f: FunctionBuilder, { rows, columns, weight, unit, unrolled }: LayerPosition): void {
    const rowBytes = columns * VECTOR_BYTES;
    const above = f.integer(bytesFrom(unit, rowBytes));
    if (unrolled) {
      this.#forwardRows(f, { rows, columns, rowBytes, weight, above, unit }, (row) => {
        for (let j = 0; j < columns; j += 1) this.#forwardEntry(f, row, j * VECTOR_BYTES, j === 0);
      });
      return;
    }
    const rest = columns % ROW_CHUNK;
    f.call(this.#forwardChunks(rest), rows, (columns - rest) / ROW_CHUNK, rowBytes, weight, above, unit);
  }

  /** The forward pass of a layer with `rest` columns more than some chunks. */
  #forwardChunks(rest: number): FunctionReference {
    return this.passes.memoised(
      `forward change ${rest}`,
      6,
      (f, rows, chunks, rowBytes, weight, above, unit) => {
        this.#forwardRows(f, { rows, columns: 0, rowBytes, weight, above, unit }, (row) => {
          const [entry, input] = [f.integer(row.weight.base), f.integer(row.input.base)];
          const here = { ...row, weight: at(entry), input: at(input) };
          const entries = (count: number): void => {
            for (let j = 0; j < count; j += 1) this.#forwardEntry(f, here, j * VECTOR_BYTES, false);
          };
          f.when(chunks, () => {
            f.loop(chunks, () => {
              entries(ROW_CHUNK);
              for (const pointer of [entry, input]) f.advance(pointer, ROW_CHUNK * VECTOR_BYTES);
            });
          });
          entries(rest);
        });
      },
    );
  }

  #forwardRows(f: FunctionBuilder, part: Omit<LayerPart, 'v'>, row: (row: ForwardRow) => void): void {
    const { rows, columns, rowBytes, weight, above, unit } = part;
    const { places } = this;
    const pairs: { pair: number; squares: VectorLocal }[] = [];
    this.passes.eachPair((pair) =>
      pairs.push({ pair, squares: f.vector(load(at(NULL, places.squares + pair))) }),
    );
    const matrix = laneMatrix(rows, columns, rowBytes, at(weight));
    const start = typeof rows === 'number' ? undefined : NOTHING;
    forRows(f, [matrix], [at(above)], ([weightRow], [entry]) => {
      const lanes = pairs.map(({ pair, squares }) => ({
        pair,
        squares,
        b: f.vector(load(moved(entry!, places.outputs + pair))),
        carried: f.vector(start),
      }));
      row({ weight: weightRow!, input: at(unit), lanes });
      for (const { pair, carried } of lanes) {
        const change = moved(entry!, places.inputsChange + pair);
        f.store(change, add(load(change), carried));
      }
    });
    for (const { pair, squares } of pairs) f.store(at(NULL, places.squares + pair), squares);
  }

  /** One column of a row, for one pair after the other, as each waits for its own sums. */
  #forwardEntry(
    f: FunctionBuilder,
    { weight, input, lanes }: ForwardRow,
    offset: number,
    first: boolean,
  ): void {
    const { places } = this;
    for (const { pair, b, carried, squares } of lanes) {
      f.scope(() => {
        const place = (of: Address, array: number): Address => moved(of, array + pair + offset);
        const rightChange = f.vector(load(place(input, places.inputsChange)));
        accumulate(f, carried, mul(load(place(weight, places.weights)), rightChange), first);
        const image = place(weight, places.image);
        const entry = f.vector(add(load(image), mul(b, rightChange)));
        f.store(image, entry);
        f.set(squares, add(squares, mul(entry, entry)));
      });
    }
  }
}

/** A layer, or a tile of its columns: what its variables point at, before the places of the arrays are added. */
interface LayerPart {
  readonly rows: number | Integer;
  readonly columns: number;
  readonly rowBytes: number | Integer;
  readonly weight: IntegerLocal;
  readonly v: IntegerLocal;
  /** First unit of its rows. */
  readonly above: IntegerLocal;
  /** First unit of its columns. */
  readonly unit: IntegerLocal;
}

/** One row of a layer in the forward pass. */
interface ForwardRow {
  readonly weight: Address;
  readonly input: Address;
  readonly lanes: readonly ForwardLanes[];
}

/** A pair's b_k of the row, Σ W ḟ_{k-1} along it, and Σ (H V)² over all. */
interface ForwardLanes extends Record<'b' | 'carried' | 'squares', VectorLocal> {
  readonly pair: number;
}

function accumulate(f: FunctionBuilder, sum: VectorLocal, term: Vector, first: boolean): void {
  f.set(sum, first ? term : add(sum, term));
}
