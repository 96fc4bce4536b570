import type { RegressionProblem } from '../network/regression-problem';
import type { LinearNetwork } from '../network/shape';
import { lanczosTopEigenvalue } from './lanczos';
import { linearHessian } from './linear-hessian';
import { minimiserSharpness } from './minimiser-sharpness';

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
const MAX_ITERATIONS = 600;

/**
 * The sharpness S(W) = λ_max(∇²R^L(W)) "exact": by the d × d form where its interval is narrow enough, else by
 * Lanczos. Not to be confused with the published value (power-iteration.ts).
 *
 * @param start start vector of Lanczos, not zero.
 * @param onProduct a sign of life.
 */
export function sharpness(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
  start: () => Float64Array,
  onProduct?: () => void,
): Sharpness {
  const closed = minimiserSharpness(network, problem, weights);
  if (closed.halfWidth <= SHARPNESS_TOLERANCE * closed.value) {
    return { value: closed.value, error: closed.halfWidth, method: 'minimiser' };
  }
  const found = lanczosTopEigenvalue(linearHessian(network, problem, weights), start(), {
    relativeTolerance: SHARPNESS_TOLERANCE,
    maxIterations: MAX_ITERATIONS,
    ...(onProduct && { onProduct }),
  });
  return { value: found.value, error: found.residual, method: found.converged ? 'lanczos' : 'lanczos-limit' };
}
