import { norm } from '../../numerics/dense';
import type { JudgedRun, MomentFacts } from '../judged-run';

/**
 * What rounding does to R - R_min = eᵀΣ̂e and to ‖2Σ̂e‖²/(4λ), e = w_prod - w⋆: sums of d products of Σ̂'s entries, which
 * are sums of n themselves, hence max(n, d)·ε of Λ‖e‖² in the first and Λ/λ times that in the second. Where Σ̂ has no
 * full rank, e may stay of order 1, and this is what the excess risk can be seen down to.
 */
export function excessRounding({ setting }: JudgedRun, { product }: MomentFacts): number {
  const { problem } = setting;
  const distance = norm(product.map((entry, j) => entry - problem.wStar[j]!));
  const unit = 8 * Math.max(problem.samples, problem.features) * Number.EPSILON;
  return unit * (problem.lambdaMax / problem.lambdaMin) * problem.lambdaMax * distance * distance;
}
