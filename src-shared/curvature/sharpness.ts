import type { Model } from '../network/model';
import { hessian } from './hessian';
import { lanczosTopEigenvalue, type EigenvalueResult } from './lanczos';
import { minimiserSharpnessWithin } from './minimiser-sharpness';

/** Largest eigenvalue of the Hessian of the risk, with what it is worth. */
export interface Sharpness {
  readonly value: number;
  /** Bound of the error: the half-width at a near-minimiser, else the residual. */
  readonly error: number;
  /** 'minimiser': the d × d form. 'lanczos': converged. 'lanczos-limit': stopped at the iteration limit. */
  readonly method: 'minimiser' | 'lanczos' | 'lanczos-limit';
}

/** Relative error that either method is asked for. */
export const SHARPNESS_TOLERANCE = 1e-9;
export const SHARPNESS_BY_LANCZOS = { relativeTolerance: SHARPNESS_TOLERANCE, maxIterations: 600 } as const;

/**
 * The sharpness S(W) = λ_max(∇²R(W)) "exact": by the d × d form where its interval is narrow enough, else by
 * Lanczos. Not to be confused with the published value (power-iteration.ts).
 *
 * @param start start vector of Lanczos, not zero.
 */
export function sharpness(model: Model, weights: Float64Array, start: () => Float64Array): Sharpness {
  const closed = sharpnessAtMinimiser(model, weights);
  if (closed !== null) return closed;
  const operator = hessian(model, weights);
  return sharpnessOf(lanczosTopEigenvalue(operator, start(), SHARPNESS_BY_LANCZOS));
}

/** By the d × d form of linear networks; null where these weights are too far from a minimiser for it. */
export function sharpnessAtMinimiser(model: Model, weights: Float64Array): Sharpness | null {
  if (model.kind !== 'linear') return null;
  const closed = minimiserSharpnessWithin(model.network, model.problem, weights, SHARPNESS_TOLERANCE);
  return closed && { value: closed.value, error: closed.halfWidth, method: 'minimiser' };
}

export function sharpnessOf({ value, residual, converged }: EigenvalueResult): Sharpness {
  return { value, error: residual, method: converged ? 'lanczos' : 'lanczos-limit' };
}
