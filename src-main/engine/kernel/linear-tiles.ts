import { at, f64x2, v128, type Address, type Integer, type Vector } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { moved, type FunctionBuilder, type VectorLocal } from './module-builder';

/**
 * The inner loops of a linear network's passes, as code for one tile: some columns of a layer, all of its rows. A tile
 * whose rows are counted by a number is unrolled; one whose rows are counted by an integer expression is a loop that
 * moves its pointers. Every sum runs in the order of numerics/dense.ts.
 */
const { add, mul, sub } = f64x2;

/** The neutral element of float64 addition (0 is not: 0 + -0 = 0): a sum that starts with it is its terms' sum. */
export const NOTHING = f64x2.constant(-0);

/** Of 15 registers, the columns of a tile may keep these; the rest hold a row's factor, its sum and temporaries. */
export const TILE_COLUMNS = 10;

export interface Matrix {
  readonly rows: number | Integer;
  readonly columns: number;
  /** Distance of its rows, and of its entries in a row. */
  readonly rowBytes: number | Integer;
  readonly entryBytes: number;
  /** Its first entry; of a matrix with uncounted rows, in a variable. */
  readonly first: Address;
  readonly load: (from: Address) => Vector;
}

/** A weight matrix, two lanes an entry. */
export function laneMatrix(
  rows: number | Integer,
  columns: number,
  rowBytes: number | Integer,
  first: Address,
): Matrix {
  return { rows, columns, rowBytes, entryBytes: VECTOR_BYTES, first, load: v128.load };
}

/** A vector beside the rows of a matrix. */
export type Column = Address;

/**
 * Emits body(entries of the row's matrix, entries of the columns, whether nothing came before) for every row.
 */
export function forRows(
  f: FunctionBuilder,
  matrices: readonly Matrix[],
  columns: readonly Column[],
  body: (rows: readonly Address[], entries: readonly Address[], first: boolean) => void,
): void {
  const { rows } = matrices[0]!;
  if (typeof rows === 'number') {
    for (let i = 0; i < rows; i += 1) {
      const row = (matrix: Matrix): Address => moved(matrix.first, i * (matrix.rowBytes as number));
      const entry = (column: Column): Address => moved(column, i * VECTOR_BYTES);
      f.scope(() => body(matrices.map(row), columns.map(entry), i === 0));
    }
    return;
  }
  f.scope(() => {
    const walks = [
      ...matrices.map(({ first, rowBytes }) => ({ first, bytes: rowBytes })),
      ...columns.map((first) => ({ first, bytes: VECTOR_BYTES })),
    ].map(({ first, bytes }) => ({ pointer: f.integer(first.base), offset: first.offset, bytes }));
    f.loop(rows, () => {
      const places = walks.map(({ pointer, offset }) => at(pointer, offset));
      body(places.slice(0, matrices.length), places.slice(matrices.length), false);
      for (const { pointer, bytes } of walks) f.advance(pointer, bytes);
    });
  });
}

/** out ← finish(Aᵀ x) on the tile's columns. */
export function transposedProduct(
  f: FunctionBuilder,
  matrix: Matrix,
  x: Column,
  out: Address,
  finish: (sum: Vector) => Vector = (sum) => sum,
): void {
  f.scope(() => {
    const unrolled = typeof matrix.rows === 'number';
    const sums = vectors(f, matrix.columns, unrolled ? undefined : NOTHING);
    forRows(f, [matrix], [x], ([row], [entry], first) => {
      const factor = f.vector(v128.load(entry!));
      sums.forEach((sum, j) => {
        const term = mul(matrix.load(moved(row!, j * matrix.entryBytes)), factor);
        f.set(sum, first ? term : add(sum, term));
      });
    });
    sums.forEach((sum, j) => f.store(moved(out, j * VECTOR_BYTES), finish(sum)));
  });
}

/**
 * out ← W x on all rows, and in the same sweep W ← W - (rate b) xᵀ, with one load and one store a weight.
 *
 * @param continues whether `out` holds the sums over the columns before the tile.
 * @param rate null to leave W as it is.
 */
export function productAndUpdate(
  f: FunctionBuilder,
  matrix: Matrix,
  x: Address,
  b: Column,
  out: Column,
  continues: boolean,
  rate: Vector | null,
): void {
  f.scope(() => {
    const unrolled = typeof matrix.rows === 'number';
    const entries = vectors(f, matrix.columns);
    entries.forEach((entry, j) => f.set(entry, v128.load(moved(x, j * VECTOR_BYTES))));
    forRows(f, [matrix], [b, out], ([row], [left, place]) => {
      const sum = f.vector(continues ? v128.load(place!) : unrolled ? undefined : NOTHING);
      const factor = rate && f.vector(mul(rate, v128.load(left!)));
      const weight = f.vector();
      entries.forEach((entry, j) => {
        const from = moved(row!, j * matrix.entryBytes);
        f.set(weight, matrix.load(from));
        const term = mul(weight, entry);
        f.set(sum, j === 0 && unrolled && !continues ? term : add(sum, term));
        if (factor) f.store(from, sub(weight, mul(factor, entry)));
      });
      f.store(place!, sum);
    });
  });
}

export function vectors(f: FunctionBuilder, count: number, initial?: Vector): VectorLocal[] {
  return Array.from({ length: count }, () => f.vector(initial));
}

/** Tiles of one width side by side, from column `first` on. */
export interface TileGroup {
  readonly width: number;
  readonly tiles: number;
  readonly first: number;
}

/** Splits columns into as few tiles as possible, whose widths differ by one at most. */
export function tilesOf(columns: number, widest = TILE_COLUMNS): TileGroup[] {
  const tiles = Math.ceil(columns / widest);
  const width = Math.floor(columns / tiles);
  const wide = columns % tiles;
  return [
    { width: width + 1, tiles: wide, first: 0 },
    { width, tiles: tiles - wide, first: wide * (width + 1) },
  ].filter((group) => group.tiles > 0);
}

/** The same with the first tile in a group of its own: it starts the rows' sums, with which the others go on. */
export function withFirstApart(groups: readonly TileGroup[]): TileGroup[] {
  return groups.flatMap(({ width, tiles, first }) =>
    first > 0 || tiles === 1
      ? [{ width, tiles, first }]
      : [
          { width, tiles: 1, first },
          { width, tiles: tiles - 1, first: first + width },
        ],
  );
}
