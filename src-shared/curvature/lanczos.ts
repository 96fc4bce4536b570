import { addScaled, dot, norm, scaleInPlace } from '../numerics/dense';
import { tridiagonalEigen } from '../numerics/tridiagonal-eigen';
import type { SymmetricOperator } from './operator';

/** An eigenvalue of H lies within `residual` of `value`. */
export interface EigenvalueResult {
  readonly value: number;
  /** ‖H y - value · y‖ of the unit Ritz vector y, computed from one more product. */
  readonly residual: number;
  /** Products with H, the last one included. */
  readonly iterations: number;
  /** Whether residual <= relativeTolerance · |value|. */
  readonly converged: boolean;
}

export interface LanczosOptions {
  readonly relativeTolerance: number;
  readonly maxIterations: number;
}

/** Bytes that one Krylov basis may take before the iteration restarts from its best vector. */
const BASIS_BYTES = 64 * 1024 * 1024;
const SMALLEST_BASIS = 8;
/** Products between two looks at the tridiagonal matrix. */
const CHECK_INTERVAL = 4;

/**
 * Largest eigenvalue of H by Lanczos with full reorthogonalisation, restarted where the basis would outgrow its
 * memory. Finds λ_max, not the largest modulus. A start that is orthogonal to the top eigenvectors misses them,
 * which a random start does with probability 0.
 */
export function lanczosTopEigenvalue(
  operator: SymmetricOperator,
  start: Float64Array,
  options: LanczosOptions,
): EigenvalueResult {
  const slices = lanczosInSlices(operator, start, options);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

/** The same, with a yield after every product. */
export function* lanczosInSlices(
  operator: SymmetricOperator,
  start: Float64Array,
  { relativeTolerance, maxIterations }: LanczosOptions,
): Generator<void, EigenvalueResult> {
  const { dimension } = operator;
  const image = new Float64Array(dimension);
  let vector = Float64Array.from(start);
  let iterations = 0;
  for (;;) {
    scaleInPlace(vector, 1 / norm(vector));
    const budget = basisBudget(dimension, maxIterations - iterations);
    const run = yield* krylovRun(operator, vector, budget, relativeTolerance);
    vector = run.ritzVector;
    operator.apply(vector, image);
    yield;
    iterations += run.products + 1;
    const value = dot(vector, image);
    addScaled(-value, vector, image);
    const residual = norm(image);
    const converged = residual <= relativeTolerance * Math.abs(value);
    if (converged || run.exhausted || iterations >= maxIterations || !Number.isFinite(value)) {
      return { value, residual, iterations, converged };
    }
  }
}

/** How many vectors the next basis may have, with so many products left: one is kept for the residual. */
export function basisBudget(dimension: number, productsLeft: number): number {
  const capacity = Math.min(dimension, Math.max(SMALLEST_BASIS, Math.floor(BASIS_BYTES / (8 * dimension))));
  return Math.max(1, Math.min(capacity, productsLeft - 1));
}

interface KrylovRun {
  /** Unit vector of the largest Ritz value. */
  readonly ritzVector: Float64Array<ArrayBuffer>;
  readonly products: number;
  /** Whether the Krylov space became invariant: its eigenvalues are exact. */
  readonly exhausted: boolean;
}

function* krylovRun(
  operator: SymmetricOperator,
  start: Float64Array,
  budget: number,
  relativeTolerance: number,
): Generator<void, KrylovRun> {
  const basis: Float64Array[] = [start];
  const diagonal: number[] = [];
  const offDiagonal: number[] = [];
  const next = new Float64Array(operator.dimension);
  for (;;) {
    const size = basis.length;
    const current = basis[size - 1]!;
    operator.apply(current, next);
    yield;
    diagonal.push(dot(current, next));
    // Twice is enough: the second pass removes what rounding left of the first.
    for (let pass = 0; pass < 2; pass += 1) {
      for (const member of basis) addScaled(-dot(member, next), member, next);
    }
    const coupling = norm(next);
    const end = krylovEnd(diagonal, offDiagonal, coupling, budget, relativeTolerance);
    if (end !== null) {
      return { ritzVector: combine(basis, end.weights), products: size, exhausted: end.exhausted };
    }
    offDiagonal.push(coupling);
    basis.push(next.map((entry) => entry / coupling));
  }
}

/**
 * Whether a basis is large enough, by its tridiagonal matrix and its coupling to the vector after it; null to go on.
 * `weights` are the coefficients of the largest Ritz value's vector.
 */
export function krylovEnd(
  diagonal: readonly number[],
  offDiagonal: readonly number[],
  coupling: number,
  budget: number,
  relativeTolerance: number,
): { weights: Float64Array; exhausted: boolean } | null {
  const size = diagonal.length;
  let scale = 0;
  for (const entry of diagonal) scale = Math.max(scale, Math.abs(entry));
  for (const entry of offDiagonal) scale = Math.max(scale, entry);
  const exhausted = !(coupling > size * Number.EPSILON * scale);
  const full = size >= budget;
  if (!exhausted && !full && size % CHECK_INTERVAL !== 0) return null;
  const { value, entries } = topOfTridiagonal(diagonal, offDiagonal, 'last');
  const small = coupling * Math.abs(entries[0]!) <= relativeTolerance * Math.abs(value);
  if (!exhausted && !full && !small) return null;
  return { weights: topOfTridiagonal(diagonal, offDiagonal, 'all').entries, exhausted };
}

/** The largest eigenvalue and entries of its unit eigenvector: each of them costs as much as the eigenvalues. */
function topOfTridiagonal(
  diagonal: readonly number[],
  offDiagonal: readonly number[],
  which: 'all' | 'last',
): { value: number; entries: Float64Array } {
  const n = diagonal.length;
  const values = new Float64Array(diagonal);
  const couplings = new Float64Array(n);
  couplings.set(offDiagonal);
  const count = which === 'all' ? n : 1;
  const unitRows = new Float64Array(count * n);
  for (let row = 0; row < count; row += 1) unitRows[row * n + (n - count + row)] = 1;
  tridiagonalEigen(values, couplings, unitRows);
  let top = 0;
  for (let i = 1; i < n; i += 1) if (values[i]! > values[top]!) top = i;
  const entries = new Float64Array(count);
  for (let row = 0; row < count; row += 1) entries[row] = unitRows[row * n + top]!;
  return { value: values[top]!, entries };
}

function combine(basis: readonly Float64Array[], weights: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(basis[0]!.length);
  basis.forEach((member, i) => addScaled(weights[i]!, member, out));
  scaleInPlace(out, 1 / norm(out));
  return out;
}
