import type { NetworkShape } from '@shared/network/shape';
import { i32, type Integer } from './instructions';
import { VECTOR_BYTES } from './lane-memory';
import { bytesFrom } from './loops';
import type { FunctionBuilder, IntegerLocal } from './module-builder';

/** Consecutive layers of equal shape; W_L, which has no activation, is apart. */
interface Segment {
  readonly rows: number;
  readonly columns: number;
  readonly layers: number;
  /** Weights and units before those of its first layer and of that layer's columns. */
  readonly firstWeight: number;
  readonly firstUnit: number;
}

/** A layer at run time. */
export interface Layer extends Pick<Segment, 'rows' | 'columns'> {
  /** Whether its code is unrolled in place; others call the tile functions of their module. */
  readonly unrolled: boolean;
  /** Bytes from the network's first weight to the layer's. */
  readonly weight: IntegerLocal;
  /** The record that was asked for, and the bytes to the first unit of the layer's columns, h_{k-1}; of its rows, h_k. */
  readonly below: IntegerLocal;
  readonly above: IntegerLocal;
  /** Whether it is W_L, which has no activation. */
  readonly isOutput: boolean;
}

function segmentsOf({ widths, depth, offsets }: NetworkShape): Segment[] {
  const segments: Segment[] = [];
  let firstUnit = 0;
  for (let k = 1; k <= depth; k += 1) {
    const [columns, rows] = [widths[k - 1]!, widths[k]!];
    const last = segments.at(-1);
    if (k < depth && last?.rows === rows && last.columns === columns) {
      segments[segments.length - 1] = { ...last, layers: last.layers + 1 };
    } else segments.push({ rows, columns, layers: 1, firstWeight: offsets[k - 1]!, firstUnit });
    firstUnit += columns;
  }
  return segments;
}

/** Some layers of a segment in turn, counted from its first. */
interface Stretch {
  readonly segment: Segment;
  readonly start: number;
  readonly layers: number;
  readonly direction: 1 | -1;
}

/** Emits code for one layer after the other: once for consecutive layers of equal shape, in a loop. */
export class Layers {
  readonly #segments: readonly Segment[];
  readonly #unrolled: boolean;

  /** @param unrolledWeights the layers are unrolled where those with code of their own have no more weights together. */
  constructor(
    shape: NetworkShape,
    private readonly unitBytes: number,
    unrolledWeights: number,
  ) {
    this.#segments = segmentsOf(shape);
    const weights = this.#segments.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    this.#unrolled = weights <= unrolledWeights;
  }

  /** Layer 1. @param record where the units of the group's samples are. */
  first(f: FunctionBuilder, record: Integer, body: (layer: Layer) => void): void {
    this.#each(f, record, { segment: this.#segments[0]!, start: 0, layers: 1, direction: 1 }, body);
  }

  /** Layers 2 … L. */
  fromSecond(f: FunctionBuilder, record: Integer, body: (layer: Layer) => void): void {
    this.#segments.forEach((segment, i) => {
      const start = i === 0 ? 1 : 0;
      this.#each(f, record, { segment, start, layers: segment.layers - start, direction: 1 }, body);
    });
  }

  /** Layers 1 … L. */
  upwards(f: FunctionBuilder, record: Integer, body: (layer: Layer) => void): void {
    for (const segment of this.#segments) {
      this.#each(f, record, { segment, start: 0, layers: segment.layers, direction: 1 }, body);
    }
  }

  /** Layers L … 2: those that a derivative passes through. */
  downwards(f: FunctionBuilder, record: Integer, body: (layer: Layer) => void): void {
    for (let i = this.#segments.length - 1; i >= 0; i -= 1) {
      const segment = this.#segments[i]!;
      const layers = segment.layers - (i === 0 ? 1 : 0);
      this.#each(f, record, { segment, start: segment.layers - 1, layers, direction: -1 }, body);
    }
  }

  #each(
    f: FunctionBuilder,
    record: Integer,
    { segment, start, layers, direction }: Stretch,
    body: (layer: Layer) => void,
  ): void {
    if (layers === 0) return;
    const weightBytes = segment.rows * segment.columns * VECTOR_BYTES;
    const columnBytes = segment.columns * this.unitBytes;
    const firstBelow = segment.firstUnit * this.unitBytes + start * columnBytes;
    f.scope(() => {
      const weight = f.integer(i32.constant(segment.firstWeight * VECTOR_BYTES + start * weightBytes));
      const below = f.integer(bytesFrom(record, firstBelow));
      const above = f.integer(bytesFrom(record, firstBelow + columnBytes));
      const emit = (): void => {
        const isOutput = segment === this.#segments.at(-1);
        body({ ...segment, unrolled: this.#unrolled, weight, below, above, isOutput });
      };
      if (layers === 1) {
        emit();
        return;
      }
      f.loop(layers, () => {
        emit();
        f.advance(weight, direction * weightBytes);
        for (const unit of [below, above]) f.advance(unit, direction * columnBytes);
      });
    });
  }
}
