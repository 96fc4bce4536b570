import type { RegressionProblem } from '@shared/network/regression-problem';
import type { LinearNetwork, NetworkShape } from '@shared/network/shape';
import { SCALAR_BYTES, VECTOR_BYTES, type LaneMemory, type Lanes, type Places } from './lane-memory';

/** Consecutive layers of equal shape; weights and units are counted from the first of the whole network. */
export interface Segment {
  readonly rows: number;
  readonly columns: number;
  readonly layers: number;
  /** Of its first layer. */
  readonly firstWeight: number;
  /** First entry of d_{k-1} units, where k is its first layer: d_0 + … + d_{k-2}. */
  readonly firstUnit: number;
  /** Whether its layer's code is unrolled in place; others call the tile functions of their module. */
  readonly unrolled: boolean;
}

/** Layers of at most this many weights and columns are small: unrolled, all registers are in use all the time. */
const SMALL = { weights: 64, columns: 8 };
/** Networks of at most so many segments, with so many weights in the small ones, have these unrolled. */
const UNROLLED = { segments: 8, weights: 160 };

export function segmentsOf({ widths, depth, offsets }: NetworkShape): Segment[] {
  const segments: { -readonly [Key in keyof Segment]: Segment[Key] }[] = [];
  let firstUnit = 0;
  for (let k = 1; k <= depth; k += 1) {
    const [columns, rows] = [widths[k - 1]!, widths[k]!];
    const last = segments.at(-1);
    if (last?.rows === rows && last.columns === columns) last.layers += 1;
    else
      segments.push({ rows, columns, layers: 1, firstWeight: offsets[k - 1]!, firstUnit, unrolled: false });
    firstUnit += columns;
  }
  const small = segments.filter(
    ({ rows, columns }) => rows * columns <= SMALL.weights && columns <= SMALL.columns,
  );
  const weights = small.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
  if (segments.length <= UNROLLED.segments && weights <= UNROLLED.weights) {
    for (const segment of small) segment.unrolled = true;
  }
  return segments;
}

/** Places of what all lanes share, in bytes. */
export interface SharedPlaces {
  /** Σ̂ᵀ, float64, row-major: its rows are Σ̂'s columns, so that Σ̂ x is a transposed product. */
  readonly covariance: number;
  /** w⋆, float64. */
  readonly wStar: number;
}

/**
 * Places of what both modules keep for a pair of replicas, in bytes: arrays of float64x2. Those of the second pair lie
 * `pairBytes` further. Units of all layers stand one after another: b_0 … b_L at `outputs`, f_0 … f_L at `inputs`
 * (f_L = W_L f_{L-1} is computed for regularity and read by nobody).
 */
export interface PairPlaces extends SharedPlaces {
  readonly pairBytes: number;
  readonly outputs: number;
  readonly inputs: number;
  readonly error: number;
  readonly weights: number;
}

/** d_0 + … + d_L. */
export function unitCount({ widths }: NetworkShape): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

/** Places of what all lanes share. */
export function sharedPlaces(places: Places, features: number): SharedPlaces {
  const found = { covariance: places.scalars(features * features), wStar: places.scalars(features) };
  places.align();
  return found;
}

/** Writes Σ̂ and w⋆ and, for every lane, b_L = p. */
export function writeProblem(
  memory: LaneMemory,
  places: PairPlaces,
  lanes: Lanes,
  { shape, projection }: LinearNetwork,
  { covariance, wStar }: RegressionProblem,
): void {
  const { floats } = memory;
  const d = shape.widths[0]!;
  const first = places.covariance / SCALAR_BYTES;
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j < d; j += 1) floats[first + j * d + i] = covariance[i * d + j]!;
  }
  floats.set(wStar, places.wStar / SCALAR_BYTES);
  const last = unitCount(shape) - shape.widths.at(-1)!;
  for (let lane = 0; lane < lanes; lane += 1) {
    memory.write(places.outputs + last * VECTOR_BYTES, lane, projection);
  }
}
