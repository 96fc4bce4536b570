import type { Table } from '@shared/network/data/data-set';
import type { NetworkShape } from '@shared/network/shape';
import { GELU } from '@shared/numerics/gelu';
import { at, i32, v128, type Vector } from './instructions';
import { SCALAR_BYTES, VECTOR_BYTES, type LaneMemory, type Lanes, type Places } from './lane-memory';
import { unitCount } from './linear-layout';

/** Samples that go through the network side by side, so that a weight is loaded once for all of them. */
export const GROUP = 2;

/** Vectors of one unit: one for every sample of a group and pair of replicas. */
export function unitVectors(lanes: Lanes): number {
  return (lanes / 2) * GROUP;
}

/** From a unit's first vector to that of a pair and a sample: they lie as [unit][pair][sample]. */
export function strandOffset(pair: number, sample = 0): number {
  return (pair * GROUP + sample) * VECTOR_BYTES;
}

/** Vectors of all units, h_0 … h_L one layer after another. */
export function recordVectors(shape: NetworkShape, lanes: Lanes): number {
  return unitCount(shape) * unitVectors(lanes);
}

/** The numbers of numerics/gelu.ts: a load is cheaper than making one of immediate bits, which takes vector operations. */
const CONSTANTS = {
  low: -GELU.limit,
  high: GELU.limit,
  exponentLinear: GELU.exponentLinear,
  exponentCubic: GELU.exponentCubic,
  rounding: GELU.rounding,
  odd1: GELU.odd1,
  odd0: GELU.odd0,
  even2: GELU.even2,
  even1: GELU.even1,
  even0: GELU.even0,
  slope0: GELU.slope0,
  slope2: GELU.slope2,
  bend0: GELU.bend0,
  bend2: GELU.bend2,
  one: 1,
} as const;
export type GeluConstant = keyof typeof CONSTANTS;
const CONSTANT_NAMES = Object.keys(CONSTANTS) as GeluConstant[];

/** Places of what all lanes share, in bytes. */
export interface SharedPlaces {
  /** `CONSTANTS`, float64. */
  readonly constants: number;
  /** X and y, group by group; see `writeTable`. */
  readonly table: number;
  /** What the stages of a layer's activations hand on to each other. */
  readonly remainders: number;
  readonly powers: number;
}

export function sharedPlaces(
  places: Places,
  { widths, maxWidth }: NetworkShape,
  samples: number,
  lanes: Lanes,
): SharedPlaces {
  const constants = places.scalars(CONSTANT_NAMES.length);
  const table = places.scalars((groupCount(samples) * groupBytes(widths[0]!)) / SCALAR_BYTES);
  places.align();
  const remainders = places.vectors(maxWidth * unitVectors(lanes));
  const powers = places.vectors(maxWidth * unitVectors(lanes));
  places.align();
  return { constants, table, remainders, powers };
}

export function constantAt({ constants }: SharedPlaces, name: GeluConstant): Vector {
  return v128.loadSplat(at(i32.constant(0), constants + CONSTANT_NAMES.indexOf(name) * SCALAR_BYTES));
}

/** Groups of a table; where n is odd, the last has one sample only. */
export function groupCount(samples: number): number {
  return Math.ceil(samples / GROUP);
}

/** Bytes of a group's data: for every feature, then for the target, one float64 a sample. */
export function groupBytes(features: number): number {
  return (features + 1) * GROUP * SCALAR_BYTES;
}

/** Writes the table group by group; an incomplete group is filled up with its last sample. */
export function writeTable(memory: LaneMemory, places: SharedPlaces, table: Table): void {
  const { floats } = memory;
  const { samples, features, inputs, targets } = table;
  floats.set(Object.values(CONSTANTS), places.constants / SCALAR_BYTES);
  let next = places.table / SCALAR_BYTES;
  for (let group = 0; group < groupCount(samples); group += 1) {
    const rows = Array.from({ length: GROUP }, (_, s) => Math.min(group * GROUP + s, samples - 1));
    for (let j = 0; j < features; j += 1)
      for (const row of rows) floats[next++] = inputs[row * features + j]!;
    for (const row of rows) floats[next++] = targets[row]!;
  }
}

/** A lane's entries of an array over the units of a group. */
export function* laneUnits(
  { floats }: LaneMemory,
  place: number,
  shape: NetworkShape,
  lanes: Lanes,
  lane: number,
): Iterable<number> {
  const unitBytes = unitVectors(lanes) * VECTOR_BYTES;
  for (let unit = 0; unit < unitCount(shape); unit += 1) {
    for (let sample = 0; sample < GROUP; sample += 1) {
      const vector = place + unit * unitBytes + strandOffset(lane >> 1, sample);
      yield floats[vector / SCALAR_BYTES + (lane & 1)]!;
    }
  }
}
