import { strandOffset, unitVectors } from './gelu-layout';
import type { Layer } from './gelu-layers';
import * as tileCode from './gelu-tiles';
import { at, type Address, type Integer, type Vector } from './instructions';
import { VECTOR_BYTES, type Lanes } from './lane-memory';
import { tilesOf, withFirstApart, type TileGroup } from './linear-tiles';
import { bytesFrom } from './loops';
import {
  moved,
  type FunctionBuilder,
  type FunctionReference,
  type IntegerLocal,
  type ModuleBuilder,
} from './module-builder';

/** An array that a tile reads or writes: over a matrix, or over the units of a layer's columns or rows. */
interface Operand {
  readonly first: Address;
  readonly along: 'weights' | 'columns' | 'rows';
}
export const over = {
  weights: (first: Address): Operand => ({ first, along: 'weights' }),
  columns: (first: Address): Operand => ({ first, along: 'columns' }),
  rows: (first: Address): Operand => ({ first, along: 'rows' }),
};
type AddressesOf<Operands> = { readonly [Index in keyof Operands]: Address };

/** What becomes of a transposed product's sums, with entries of other arrays over the same units. */
export interface Finish {
  readonly name: string;
  readonly operands: readonly Address[];
  readonly emit: (f: FunctionBuilder, sum: Vector, operands: readonly Address[]) => Vector;
}
const PLAIN: Finish = { name: '', operands: [], emit: (_, sum) => sum };

/** Products with the matrices of one layer as code, for the samples of a group and all pairs of replicas. */
export class LayerCode {
  /** Distance of two units. */
  readonly unitBytes: number;
  readonly #functions = new Map<string, FunctionReference>();

  /** @param pairBytes from a parameter of the first pair to that of the second. */
  constructor(
    private readonly module: ModuleBuilder,
    private readonly lanes: Lanes,
    private readonly pairBytes: number,
  ) {
    this.unitBytes = unitVectors(lanes) * VECTOR_BYTES;
  }

  /** out ← A x, for x over the columns and `out` over the rows. */
  product(f: FunctionBuilder, layer: Layer, matrix: Address, x: Address, out: Address): void {
    const operands = [over.weights(matrix), over.columns(x), over.rows(out)] as const;
    for (const group of withFirstApart(columnTiles(layer))) {
      const continues = group.first > 0;
      this.tiles(f, layer, `product ${continues}`, operands, [group], (g, tile, here) =>
        tileCode.product(g, tile, here, continues),
      );
    }
  }

  /** out ← finish(Aᵀ x), for x over the rows and `out` over the columns. */
  transposedProduct(
    f: FunctionBuilder,
    layer: Layer,
    [matrix, x, out]: readonly [Address, Address, Address],
    finish: Finish = PLAIN,
  ): void {
    const others = finish.operands.map(over.columns);
    const operands = [over.weights(matrix), over.rows(x), over.columns(out), ...others] as const;
    this.tiles(f, layer, `transposed ${finish.name}`, operands, columnTiles(layer), (g, tile, here) => {
      const [first, factors, sums, ...beside] = here;
      tileCode.transposedProduct(g, tile, [first, factors, sums], (sum, offset) => {
        const entries = beside.map((place) => moved(place, offset));
        return finish.emit(g, sum, entries);
      });
    });
  }

  /**
   * Emits a tile's code for every pair and tile of a layer: in place where the layer is unrolled, else as calls of
   * functions that serve all layers.
   *
   * @param name of the code and of all that it depends on but its operands.
   */
  tiles<const Operands extends readonly Operand[]>(
    f: FunctionBuilder,
    layer: Layer,
    name: string,
    operands: Operands,
    groups: readonly TileGroup[],
    body: (f: FunctionBuilder, tile: tileCode.Tile, here: AddressesOf<Operands>) => void,
  ): void {
    const { unitBytes } = this;
    const { rows, columns } = layer;
    const rowBytes = columns * VECTOR_BYTES;
    const columnBytes = { weights: VECTOR_BYTES, columns: unitBytes, rows: 0 };
    const emit = (g: FunctionBuilder, tile: tileCode.Tile, bases: readonly Integer[]): void =>
      this.eachPair((pair, strand) => {
        const here = operands.map(({ first, along }, i) =>
          at(bases[i]!, first.offset + (along === 'weights' ? pair : strand)),
        );
        body(g, tile, here as unknown as AddressesOf<Operands>);
      });
    for (const { width, tiles, first } of groups) {
      const basesFrom = (column: number): Integer[] =>
        operands.map(({ first: { base }, along }) => bytesFrom(base, column * columnBytes[along]));
      if (layer.unrolled) {
        for (let tile = 0; tile < tiles; tile += 1) {
          f.scope(() => {
            const bases = basesFrom(first + tile * width).map((base) => f.integer(base));
            emit(f, { rows, columns: width, rowBytes, unitBytes }, bases);
          });
        }
        continue;
      }
      const key = [name, width, ...operands.map(({ first: { offset } }) => offset)].join();
      const tileFunction = this.memoised(key, 3 + operands.length, (g, count, height, bytes, ...bases) => {
        g.loop(count, () => {
          emit(g, { rows: height, columns: width, rowBytes: bytes, unitBytes }, bases);
          operands.forEach(({ along }, i) => {
            if (along !== 'rows') g.advance(bases[i]!, width * columnBytes[along]);
          });
        });
      });
      f.call(tileFunction, tiles, rows, rowBytes, ...basesFrom(first));
    }
  }

  /** @param body is given the distances of the pair's parameters and units from the first pair's. */
  eachPair(body: (pair: number, strand: number) => void): void {
    for (let pair = 0; pair < this.lanes / 2; pair += 1) body(pair * this.pairBytes, strandOffset(pair));
  }

  /** The module's function of this name, which is built where there is none yet. */
  memoised(
    name: string,
    parameters: number,
    build: (f: FunctionBuilder, ...parameters: IntegerLocal[]) => void,
  ): FunctionReference {
    let found = this.#functions.get(name);
    if (found === undefined) {
      found = this.module.function(parameters, build);
      this.#functions.set(name, found);
    }
    return found;
  }
}

export function columnTiles({ columns }: Layer): TileGroup[] {
  return tilesOf(columns, tileCode.TILE_COLUMNS);
}
