import { addScaled, dot, norm, scaleInPlace } from '../numerics/dense';
import type { SymmetricOperator } from './operator';

/** The last vector of an orthonormal basis after H was applied to it. */
export interface KrylovColumn {
  /** ⟨v_i, H v_m⟩ for the m vectors of the basis: the new column of the projected matrix. */
  readonly coefficients: readonly number[];
  /** Norm of what of H v_m is outside the basis. */
  readonly coupling: number;
  /** That part as a unit vector; meaningless where `exhausted`. */
  readonly next: Float64Array;
  /** Whether that part is rounding alone: the basis spans an invariant space. */
  readonly exhausted: boolean;
}

/** H times the last vector of an orthonormal basis, taken apart by it, with full reorthogonalisation. Yields once. */
export function* extendBasis(
  operator: SymmetricOperator,
  basis: readonly Float64Array[],
): Generator<void, KrylovColumn> {
  const next = new Float64Array(operator.dimension);
  operator.apply(basis[basis.length - 1]!, next);
  yield;
  const size = norm(next);
  const coefficients = new Array<number>(basis.length).fill(0);
  // Twice is enough: the second pass removes what rounding left of the first.
  for (let pass = 0; pass < 2; pass += 1) {
    for (let i = 0; i < basis.length; i += 1) {
      const part = dot(basis[i]!, next);
      coefficients[i]! += part;
      addScaled(-part, basis[i]!, next);
    }
  }
  const coupling = norm(next);
  const exhausted = basis.length === operator.dimension || !(coupling > EXHAUSTED * size);
  if (!exhausted) scaleInPlace(next, 1 / coupling);
  return { coefficients, coupling, next, exhausted };
}

/** A product rounds by about √D·ε of its norm, and every pass of the reorthogonalisation by less. */
const EXHAUSTED = 64 * Number.EPSILON;

/** vector ← its part orthogonal to the basis, of length 1; false where there is none but rounding. */
export function orthonormalise(vector: Float64Array, basis: readonly Float64Array[]): boolean {
  scaleInPlace(vector, 1 / norm(vector));
  for (let pass = 0; pass < 2; pass += 1) {
    for (const member of basis) addScaled(-dot(member, vector), member, vector);
  }
  const left = norm(vector);
  if (!(left > LEAST_LEFT)) return false;
  scaleInPlace(vector, 1 / left);
  return true;
}

/** A random vector of D entries has 1/√D of its length, or more, outside D - 1 others. */
const LEAST_LEFT = 1e-8;
