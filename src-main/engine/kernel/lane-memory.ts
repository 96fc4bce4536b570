import type { KernelMemory } from './compile';
import { PAGE_BYTES } from './module-builder';

/** A float64x2: the same entry of the two replicas of a pair. */
export const VECTOR_BYTES = 16;
export const SCALAR_BYTES = 8;
const CACHE_LINE = 64;

/** Replicas that one kernel trains side by side. */
export type Lanes = 2 | 4;

/** Hands out places for arrays, in bytes, one after another. */
export class Places {
  constructor(public end = 0) {}

  /** Of float64 that all lanes share. */
  scalars(count: number): number {
    return this.#take(count * SCALAR_BYTES);
  }

  /** Of float64x2. */
  vectors(count: number): number {
    return this.#take(count * VECTOR_BYTES);
  }

  align(): void {
    this.end = Math.ceil(this.end / CACHE_LINE) * CACHE_LINE;
  }

  #take(bytes: number): number {
    const place = this.end;
    this.end += bytes;
    return place;
  }
}

/** One kernel memory as JavaScript sees it: arrays of float64x2 by place, index and lane. */
export class LaneMemory {
  /** The whole memory; another array once it has grown. */
  floats: Float64Array;

  constructor(
    private readonly memory: KernelMemory,
    private readonly pairBytes: number,
  ) {
    this.floats = new Float64Array(memory.buffer);
  }

  get bytes(): number {
    return this.floats.byteLength;
  }

  /** Makes the memory at least so large. */
  grow(bytes: number): void {
    if (bytes <= this.bytes) return;
    this.memory.grow(Math.ceil((bytes - this.bytes) / PAGE_BYTES));
    // Asked for here only, as this takes longer than an access to the array.
    this.floats = new Float64Array(this.memory.buffer);
  }

  /** Index of a lane's first entry of the array at `place`; the next is 2 further. */
  start(place: number, lane: number): number {
    return (place + (lane >> 1) * this.pairBytes) / SCALAR_BYTES + (lane & 1);
  }

  get(place: number, lane: number): number {
    return this.floats[this.start(place, lane)]!;
  }

  set(place: number, lane: number, value: number): void {
    this.floats[this.start(place, lane)] = value;
  }

  write(place: number, lane: number, values: Float64Array): void {
    const { floats } = this;
    let to = this.start(place, lane);
    for (let i = 0; i < values.length; i += 1, to += 2) floats[to] = values[i]!;
  }

  clear(place: number, lane: number, length: number): void {
    const { floats } = this;
    let to = this.start(place, lane);
    for (let i = 0; i < length; i += 1, to += 2) floats[to] = 0;
  }

  read(place: number, lane: number, out: Float64Array): void {
    const { floats } = this;
    let from = this.start(place, lane);
    for (let i = 0; i < out.length; i += 1, from += 2) out[i] = floats[from]!;
  }
}
