import { minimiserSharpness } from '../curvature/minimiser-sharpness';
import { modelScale } from '../network/model';
import type { RegressionProblem } from '../network/regression-problem';
import { dot, multiply, norm } from '../numerics/dense';
import { CONVERGED_FRACTION } from '../training/outcome';
import { atMost } from './conditions';
import type { JudgedRun, MomentFacts } from './judged-run';
import { endOf } from './places';
import type { TheorySetting } from './theory-setting';
import type { Condition } from './verdict';

/**
 * "W minimises the risk", decided as the outcome "converged" is: the excess risk at the last moment is at most 10⁻⁸ of
 * that of zero weights.
 */
export function minimisesRisk(run: JudgedRun): Condition {
  return atMost(
    'minimisesRisk',
    String.raw`$W$ minimises the risk: $(R - R_{\min})/(R(0) - R_{\min}) \le 10^{-8}$ at the last moment`,
    relativeExcess(run, endOf(run)),
    CONVERGED_FRACTION,
  );
}

/** Excess risk over that of zero weights. */
export function relativeExcess({ trajectory }: JudgedRun, { excessRisk }: MomentFacts): number {
  return excessRisk / modelScale(trajectory.model).zeroExcessRisk;
}

/**
 * What the statements about minimisers are forgiven at weights that minimise up to the tolerance.
 *
 * At any W the d × d form F(W) (curvature/minimiser-sharpness.ts) is the sharpness of an exact minimiser: of W on the
 * same inputs with targets for which π(w_prod), the part of w_prod in the range of Σ̂, is the least-squares solution of
 * minimum norm. A bound b(w⋆) of Section 3 therefore holds for F(W) exactly with π(w_prod) in the place of w⋆, and
 * |S(W) - F(W)| is at most the half-width: S(W) >= b(w⋆) - |b(w⋆) - b(π(w_prod))| - half-width, rigorously.
 */
export interface MinimiserAllowance {
  /** The setting with π(w_prod) in the place of w⋆. */
  readonly reached: TheorySetting;
  /** Bound of |S(W) - F(W)|. */
  readonly halfWidth: number;
}

export function minimiserAllowance(run: JudgedRun, moment = endOf(run)): MinimiserAllowance {
  const { model } = run.trajectory;
  return {
    reached: { ...run.setting, problem: problemWithSolution(run.setting.problem, moment.product) },
    halfWidth: minimiserSharpness(model.network, model.problem, moment.weights).halfWidth,
  };
}

/** The same inputs with targets for which π(w) is the least-squares solution of minimum norm. */
function problemWithSolution(problem: RegressionProblem, w: Float64Array): RegressionProblem {
  const { features: d, eigenvalues, eigenvectors, rankTolerance } = problem;
  const wStar = Float64Array.from(w);
  for (let j = 0; j < d; j += 1) {
    if (eigenvalues[j]! > rankTolerance) continue;
    let along = 0;
    for (let i = 0; i < d; i += 1) along += eigenvectors[i * d + j]! * w[i]!;
    for (let i = 0; i < d; i += 1) wStar[i]! -= along * eigenvectors[i * d + j]!;
  }
  const wStarNorm = norm(wStar);
  const image = new Float64Array(d);
  multiply(problem.covariance, 0, d, d, wStar, image);
  return { ...problem, wStar, wStarNorm, a: dot(wStar, image) / (wStarNorm * wStarNorm) };
}
