import { GROUP, strandOffset } from './gelu-layout';
import { at, f64x2, v128, type Address, type Integer, type Vector } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { NOTHING, vectors } from './linear-tiles';
import { moved, type FunctionBuilder, type IntegerLocal, type VectorLocal } from './module-builder';

/**
 * The inner loops of a GELU network's passes, as code for one tile: some columns of a layer, all of its rows, one pair
 * of replicas, the samples of a group. Every sum runs in the order of numerics/dense.ts.
 */
const { add, mul } = f64x2;
const { load } = v128;

/** With two samples, of 15 registers ten hold a tile's columns; the rest a weight, the row's numbers and a product. */
export const TILE_COLUMNS = 5;

export interface Tile {
  /** A number of rows is unrolled, an integer expression counts a loop. */
  readonly rows: number | Integer;
  readonly columns: number;
  readonly rowBytes: number | Integer;
  /** Distance of two units. */
  readonly unitBytes: number;
}

/** out ← A x. @param continues whether `out` holds the sums over the columns before the tile. */
export function product(
  f: FunctionBuilder,
  tile: Tile,
  [matrix, x, out]: readonly [Address, Address, Address],
  continues: boolean,
): void {
  f.scope(() => {
    const entries = everyEntry(tile, x).map((samples) => samples.map((place) => f.vector(load(place))));
    forRows(f, tile, [matrix], [out], ([row], [unit]) => {
      const places = everySample(unit!);
      const sums = places.map((place) => f.vector(continues ? load(place) : undefined));
      const weight = f.vector();
      entries.forEach((entry, j) => {
        f.set(weight, load(moved(row!, j * VECTOR_BYTES)));
        entry.forEach((value, s) => addTo(f, sums[s]!, mul(weight, value), j === 0 && !continues));
      });
      places.forEach((place, s) => f.store(place, sums[s]!));
    });
  });
}

/** out ← finish(Aᵀ x) on the tile's columns. @param finish is told how far the entry is from the tile's first. */
export function transposedProduct(
  f: FunctionBuilder,
  tile: Tile,
  [matrix, x, out]: readonly [Address, Address, Address],
  finish: (sum: Vector, offset: number) => Vector,
): void {
  f.scope(() => {
    const start = typeof tile.rows === 'number' ? undefined : NOTHING;
    const sums = Array.from({ length: tile.columns }, () => vectors(f, GROUP, start));
    forRows(f, tile, [matrix], [x], ([row], [unit], isFirst) => {
      const factors = everySample(unit!).map((place) => f.vector(load(place)));
      const weight = f.vector();
      sums.forEach((column, j) => {
        f.set(weight, load(moved(row!, j * VECTOR_BYTES)));
        column.forEach((sum, s) => addTo(f, sum, mul(weight, factors[s]!), isFirst));
      });
    });
    everyEntry(tile, out).forEach((places, j) =>
      places.forEach((place, s) => f.store(place, finish(sums[j]![s]!, place.offset - out.offset))),
    );
  });
}

/** moment ← moment + Σ left rightᵀ over the group's first `samples`, ascending. */
export function accumulate(
  f: FunctionBuilder,
  tile: Tile,
  [moment, left, right]: readonly [Address, Address, Address],
  samples: number,
): void {
  f.scope(() => {
    const entries = everyEntry(tile, right, samples).map((places) =>
      places.map((place) => f.vector(load(place))),
    );
    forRows(f, tile, [moment], [left], ([row], [unit]) => {
      const factors = everySample(unit!, samples).map((place) => f.vector(load(place)));
      const sum = f.vector();
      entries.forEach((entry, j) => {
        const place = moved(row!, j * VECTOR_BYTES);
        f.set(sum, load(place));
        entry.forEach((value, s) => addTo(f, sum, mul(factors[s]!, value)));
        f.store(place, sum);
      });
    });
  });
}

/** image ← image + Σ (leftChange rightᵀ + left rightChangeᵀ) over the group's first `samples`, ascending. */
export function accumulateChange(
  f: FunctionBuilder,
  tile: Tile,
  [image, left, leftChange, right, rightChange]: readonly [Address, Address, Address, Address, Address],
  samples: number,
): void {
  f.scope(() => {
    const entries = everyEntry(tile, right, samples);
    const entryChanges = everyEntry(tile, rightChange, samples);
    forRows(f, tile, [image], [left, leftChange], ([row], [unit, unitChange]) => {
      const factors = everySample(unit!, samples).map((place) => f.vector(load(place)));
      const factorChanges = everySample(unitChange!, samples).map((place) => f.vector(load(place)));
      const sum = f.vector();
      entries.forEach((entry, j) => {
        const place = moved(row!, j * VECTOR_BYTES);
        f.set(sum, load(place));
        // Twice as many columns as registers hold: they are loaded where they are used.
        entry.forEach((value, s) => {
          const carried = mul(factors[s]!, load(entryChanges[j]![s]!));
          addTo(f, sum, add(mul(factorChanges[s]!, load(value)), carried));
        });
        f.store(place, sum);
      });
    });
  });
}

function addTo(f: FunctionBuilder, sum: VectorLocal, term: Vector, isFirst = false): void {
  f.set(sum, isFirst ? term : add(sum, term));
}

/** Places of a unit's vectors, of the first `samples` of the group. */
function everySample(unit: Address, samples = GROUP): Address[] {
  return Array.from({ length: samples }, (_, s) => moved(unit, strandOffset(0, s)));
}

/** Places of the tile's columns: [column][sample]. */
function everyEntry({ columns, unitBytes }: Tile, first: Address, samples = GROUP): Address[][] {
  return Array.from({ length: columns }, (_, j) => everySample(moved(first, j * unitBytes), samples));
}

/** Emits body(row of every matrix, unit of every array, whether nothing came before) for every row. */
function forRows(
  f: FunctionBuilder,
  { rows, rowBytes, unitBytes }: Tile,
  matrices: readonly Address[],
  units: readonly Address[],
  body: (rows: readonly Address[], units: readonly Address[], isFirst: boolean) => void,
): void {
  if (typeof rows === 'number') {
    for (let i = 0; i < rows; i += 1) {
      const rowsHere = matrices.map((first) => moved(first, i * (rowBytes as number)));
      const unitsHere = units.map((first) => moved(first, i * unitBytes));
      f.scope(() => body(rowsHere, unitsHere, i === 0));
    }
    return;
  }
  f.scope(() => {
    const walk = ({ base, offset }: Address): { pointer: IntegerLocal; place: Address } => {
      const pointer = f.integer(base);
      return { pointer, place: at(pointer, offset) };
    };
    const [rowWalks, unitWalks] = [matrices.map(walk), units.map(walk)];
    const placeOf = ({ place }: { place: Address }): Address => place;
    f.loop(rows, () => {
      body(rowWalks.map(placeOf), unitWalks.map(placeOf), false);
      for (const { pointer } of rowWalks) f.advance(pointer, rowBytes);
      for (const { pointer } of unitWalks) f.advance(pointer, unitBytes);
    });
  });
}
