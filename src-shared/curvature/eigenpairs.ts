import { addScaled, dot, norm, scaleInPlace } from '../numerics/dense';
import { symmetricEigen } from '../numerics/symmetric-eigen';
import { extendBasis, orthonormalise } from './krylov-basis';
import type { SymmetricOperator } from './operator';

/** An eigenvalue of H lies within `residual` of `value`. */
export interface Eigenpair {
  readonly value: number;
  /** Unit; of length D. */
  readonly vector: Float64Array;
  /** ‖H v - value · v‖, from one more product. */
  readonly residual: number;
}

export interface Eigenpairs {
  /** Descending. */
  readonly largest: readonly Eigenpair[];
  /** Ascending. */
  readonly smallest: readonly Eigenpair[];
  /** Products with H. */
  readonly products: number;
  /** Whether every residual is at most relativeTolerance times the largest |eigenvalue| that was seen. */
  readonly converged: boolean;
}

export interface EigenpairOptions {
  /** How many at the top; with `smallest` at most D. */
  readonly largest: number;
  /** How many at the bottom. */
  readonly smallest: number;
  /** Of the largest modulus that is seen: an eigenvalue near zero has no relative accuracy of its own. */
  readonly relativeTolerance: number;
  /** Products with H, those that measure residuals left out. */
  readonly maxProducts: number;
  /** Whether a second Krylov space, from a fresh start, has to confirm what the first found. */
  readonly verified: boolean;
}

/** Bytes that a basis may take. */
const BASIS_BYTES = 256 * 1024 * 1024;
/** Vectors beyond those that are kept, between two restarts. */
const GROWTH = 30;
/** Products between two looks at the projected matrix. */
const CHECK_INTERVAL = 8;

/**
 * The k largest and the j smallest eigenvalues of H with their eigenvectors: Lanczos with full reorthogonalisation, which
 * restarts from its best Ritz vectors where the basis is full (thick restart: K. Wu, H. Simon, SIAM J. Matrix Anal. Appl.
 * 22, 2000). The projected matrix is kept dense, so that restarts and fresh vectors need no case of their own.
 *
 * One Krylov space holds one vector of a multiple eigenvalue's eigenspace, and none that its start is orthogonal to: where
 * the space becomes invariant it goes on from a fresh vector, and with `verified` it does so once more after everything
 * has converged, until that changes nothing. Of a space of equal eigenvalues the vectors are some orthonormal basis.
 *
 * @param start the n-th start vector (length D, not zero), n = 0, 1, …; different ones are independent random vectors.
 * Yields after every product. Cost: the products, and 4 D m² multiply-adds for a basis of m vectors. NaN in H makes all
 * values NaN and nothing converged.
 */
export function* eigenpairs(
  operator: SymmetricOperator,
  start: (n: number) => Float64Array,
  options: EigenpairOptions,
): Generator<void, Eigenpairs> {
  const { dimension } = operator;
  const wanted = options.largest + options.smallest;
  if (wanted > dimension) throw new RangeError(`${wanted} eigenpairs of ${dimension} were asked for`);
  const capacity = basisCapacity(dimension, wanted);
  let starts = 0;
  const fresh = (basis: readonly Float64Array[]): Float64Array => {
    for (;;) {
      const vector = Float64Array.from(start(starts));
      starts += 1;
      if (orthonormalise(vector, basis)) return vector;
    }
  };

  let basis: Float64Array[] = [fresh([])];
  let projected: number[][] = [];
  let products = 0;
  /** What the Krylov spaces before this one settled on. */
  let before: Float64Array | null = null;
  let patience = 0;
  for (;;) {
    const column = yield* extendBasis(operator, basis);
    products += 1;
    projected = bordered(projected, column.coefficients);
    const size = basis.length;
    if (!Number.isFinite(column.coupling)) return notANumber(options, dimension, products);

    const full = size === capacity || size === dimension;
    const out = products >= options.maxProducts;
    const look = column.exhausted || full || out || (size >= wanted && size % CHECK_INTERVAL === 0);
    if (!look) {
      basis.push(column.next);
      continue;
    }
    const ritz = ritzPairs(projected);
    const scale = ritz.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const chosen = ends(size, options);
    const last = (i: number): number => Math.abs(ritz.vectors[(size - 1) * size + i]!);
    const coupling = column.exhausted ? 0 : column.coupling;
    const tolerance = options.relativeTolerance * scale;
    const settled =
      size >= wanted &&
      (products >= patience || column.exhausted) &&
      chosen.every((i) => coupling * last(i) <= tolerance);
    const values = settled ? ritz.values.filter((_, i) => chosen.includes(i)) : null;
    const confirmed =
      values !== null && (!options.verified || (before !== null && isClose(values, before, 2 * tolerance)));
    if (size === dimension || out || confirmed) {
      return yield* finished(operator, basis, ritz, options, products, scale);
    }
    if (values !== null) {
      // Everything is there as far as this Krylov space can tell: a fresh one gets time to find more.
      before = values;
      patience = products + GROWTH;
      [basis, projected] = restarted(basis, ritz, chosen);
      basis.push(fresh(basis));
    } else if (full) {
      const kept = ends(size, { largest: options.largest + SPARE, smallest: options.smallest + SPARE });
      [basis, projected] = restarted(basis, ritz, kept);
      // The vector that the basis was about to grow by is orthogonal to all of it.
      basis.push(column.exhausted ? fresh(basis) : column.next);
    } else {
      basis.push(column.exhausted ? fresh(basis) : column.next);
    }
  }
}

/** Ritz vectors kept at either end beside those that are wanted: they speed up what comes after a restart. */
const SPARE = 4;

function basisCapacity(dimension: number, wanted: number): number {
  const least = wanted + 2 * SPARE + 2;
  const held = Math.floor(BASIS_BYTES / (8 * dimension));
  return Math.min(dimension, Math.max(least, Math.min(held, 2 * wanted + 2 * SPARE + GROWTH)));
}

/** Places, in ascending order of the values, of the smallest and the largest; of all where there are no more. */
function ends(size: number, { largest, smallest }: Pick<EigenpairOptions, 'largest' | 'smallest'>): number[] {
  const all = Array.from({ length: size }, (_, i) => i);
  return largest + smallest >= size ? all : all.filter((i) => i < smallest || i >= size - largest);
}

function isClose(a: Float64Array, b: Float64Array, tolerance: number): boolean {
  return a.every((value, i) => Math.abs(value - b[i]!) <= tolerance);
}

/** A matrix with one more row and column; the last coefficient is on the diagonal. */
function bordered(matrix: number[][], column: readonly number[]): number[][] {
  return [...matrix.map((row, i) => [...row, column[i]!]), [...column]];
}

interface RitzPairs {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

function ritzPairs(projected: readonly (readonly number[])[]): RitzPairs {
  return symmetricEigen(Float64Array.from(projected.flat()), projected.length);
}

/** The Ritz vectors at these places as a basis, and the matrix that H is there. */
function restarted(
  basis: readonly Float64Array[],
  ritz: RitzPairs,
  kept: readonly number[],
): [Float64Array[], number[][]] {
  const vectors = kept.map((i) => combined(basis, ritz, i));
  return [vectors, kept.map((i, row) => kept.map((_, j) => (row === j ? ritz.values[i]! : 0)))];
}

function combined(basis: readonly Float64Array[], { vectors }: RitzPairs, place: number): Float64Array {
  const size = basis.length;
  const out = new Float64Array(basis[0]!.length);
  for (let i = 0; i < size; i += 1) addScaled(vectors[i * size + place]!, basis[i]!, out);
  scaleInPlace(out, 1 / norm(out));
  return out;
}

function* finished(
  operator: SymmetricOperator,
  basis: readonly Float64Array[],
  ritz: RitzPairs,
  { largest, smallest, relativeTolerance }: EigenpairOptions,
  products: number,
  scale: number,
): Generator<void, Eigenpairs> {
  const size = basis.length;
  const found = new Map<number, Eigenpair>();
  const image = new Float64Array(operator.dimension);
  const top = Array.from({ length: Math.min(largest, size) }, (_, i) => size - 1 - i);
  const bottom = Array.from({ length: Math.min(smallest, size) }, (_, i) => i);
  for (const place of new Set([...top, ...bottom])) {
    const vector = combined(basis, ritz, place);
    operator.apply(vector, image);
    yield;
    const value = dot(vector, image);
    addScaled(-value, vector, image);
    found.set(place, { value, vector, residual: norm(image) });
  }
  const pairs = [...found.values()];
  return {
    largest: top.map((i) => found.get(i)!).sort((a, b) => b.value - a.value),
    smallest: bottom.map((i) => found.get(i)!).sort((a, b) => a.value - b.value),
    products: products + pairs.length,
    // Rounding alone leaves a residual of a few D·ε‖H‖: no tolerance can be met below that.
    converged:
      size >= largest + smallest && pairs.every(({ residual }) => residual <= relativeTolerance * scale),
  };
}

function notANumber(options: EigenpairOptions, dimension: number, products: number): Eigenpairs {
  const none = (): Eigenpair => ({
    value: NaN,
    vector: new Float64Array(dimension).fill(NaN),
    residual: NaN,
  });
  return {
    largest: Array.from({ length: options.largest }, none),
    smallest: Array.from({ length: options.smallest }, none),
    products,
    converged: false,
  };
}
