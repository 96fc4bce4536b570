import type { LinearModel } from '../../network/model';
import { addScaled, dot, norm } from '../../numerics/dense';
import { LimitedMemory } from '../../numerics/limited-memory';
import { outputChain, projectOntoTangent, retract } from './product-constraint';
import { sharpnessSlope } from './sharpness-slope';

export type WalkEnd =
  /** S/S_min - 1 is below the tolerance. */
  | 'reached'
  /** No step along the steepest direction makes it less sharp by more than rounding. */
  | 'noProgress'
  | 'stepLimit';

/** A minimiser on the way. */
export interface WalkPoint {
  readonly step: number;
  readonly sharpness: number;
  readonly weights: Float64Array;
}

export interface WalkOptions {
  /** S_min: where the walk may stop. It has no other part in it. */
  readonly least: number;
  /** Of S/S_min - 1. */
  readonly tolerance: number;
  readonly steps: number;
}

/**
 * Downhill in sharpness among the networks of one predictor, {w_prod = w}, w that of the start: directions of
 * limited-memory BFGS from gradients projected onto the tangent space; after each step the network is brought back onto
 * the set (`retract`). λ_max has kinks where it is multiple, and descent straight into one creeps along it, so the walk
 * goes down in smooth stand-ins for ln S first, nearer to it from stage to stage, and in ln S itself last. Steps satisfy
 * the weak Wolfe conditions, found by bisection, which suits functions with kinks (A. S. Lewis, M. L. Overton,
 * Nonsmooth optimization via quasi-Newton methods, Math. Programming 141, 2013). What a stage descends never rises; S
 * itself may, by the little that the stand-in differs.
 *
 * Yields every point, its start first. The start must be a minimiser.
 */
export function* sharpnessWalk(
  model: LinearModel,
  start: Float64Array,
  { least, tolerance, steps }: WalkOptions,
): Generator<WalkPoint, WalkEnd> {
  const w = outputChain(model, start)[0]!;
  let step = 0;
  let weights: Float64Array = Float64Array.from(start);
  yield { step, sharpness: sharpnessSlope(model, weights).sharpness, weights };
  for (const { exponent, enough } of STAGES) {
    let memory = new LimitedMemory(MEMORY);
    let here = placeAt(model, weights, exponent);
    const heights: number[] = [];
    while (here !== null) {
      if (here.sharpness <= least * (1 + tolerance)) return 'reached';
      if (step >= steps) return 'stepLimit';
      heights.push(here.height);
      if ((heights.at(-1 - PATIENCE) ?? Infinity) - here.height < enough) break;
      let found = stepFrom(model, w, here, memory.direction(here.gradient));
      if (found === null) {
        memory = new LimitedMemory(MEMORY);
        found = stepFrom(model, w, here, memory.direction(here.gradient));
      }
      if (found === null) break;
      memory.learn(minus(found.weights, here.weights), minus(found.gradient, here.gradient));
      here = found;
      weights = here.weights;
      step += 1;
      yield { step, sharpness: here.sharpness, weights };
    }
  }
  return 'noProgress';
}

/** A stage ends where so many steps brought less than `enough` of ln S. */
const PATIENCE = 10;
const STAGES = [
  { exponent: 8, enough: 1e-3 },
  { exponent: 64, enough: 1e-4 },
  { exponent: 512, enough: 1e-5 },
  { exponent: 4096, enough: 1e-6 },
  { exponent: Infinity, enough: 1e-12 },
] as const;
/** Pairs of changes that are remembered. */
const MEMORY = 30;
/** Sufficient decrease, and flattening of the slope. */
const DECREASE = 1e-4;
const FLATTENING = 0.9;
const MOST_TRIALS = 50;

interface Place {
  readonly weights: Float64Array;
  readonly exponent: number;
  readonly sharpness: number;
  readonly height: number;
  /** Of the height, projected onto the tangent space. */
  readonly gradient: Float64Array;
}

/** Null where the sharpness or its slope is not finite. */
function placeAt(model: LinearModel, weights: Float64Array, exponent: number): Place | null {
  const { sharpness, height, gradient } = sharpnessSlope(model, weights, exponent);
  if (!Number.isFinite(height) || !projectOntoTangent(model, weights, gradient)) return null;
  return { weights, exponent, sharpness, height, gradient };
}

/** A point further down along the direction; null where there is none. */
function stepFrom(model: LinearModel, w: Float64Array, from: Place, direction: Float64Array): Place | null {
  projectOntoTangent(model, from.weights, direction);
  const slope = dot(direction, from.gradient);
  if (!(slope < 0)) return null;
  let low = 0;
  let high = Infinity;
  let size = Math.min(1, (LARGEST_TURN * norm(from.weights)) / norm(direction));
  let best: Place | null = null;
  for (let trial = 0; trial < MOST_TRIALS; trial += 1) {
    const weights = Float64Array.from(from.weights);
    addScaled(size, direction, weights);
    const place = retract(model, w, weights) ? placeAt(model, weights, from.exponent) : null;
    if (place === null || !(place.height <= from.height + DECREASE * size * slope)) high = size;
    else {
      best = place;
      if (dot(place.gradient, direction) >= FLATTENING * slope) return place;
      low = size;
    }
    if (high - low <= Number.EPSILON * high) break;
    size = high === Infinity ? 2 * low : 0.5 * (low + high);
  }
  return best !== null && best.height < from.height ? best : null;
}

/** The first trial changes the weights by at most this share of their norm. */
const LARGEST_TURN = 0.5;

function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((entry, i) => entry - b[i]!);
}
