import { exp, log, power } from '../numerics/elementary';
import { minimiseConvex } from '../numerics/minimise';
import { multiply } from '../numerics/dense';
import type { RegressionProblem } from '../network/regression-problem';
import { rankOneTopEigenvalue } from './rank-one-top-eigenvalue';
import type { JudgedRun } from './judged-run';
import { judgeMinimiser } from './minimiser-verdict';
import type { Statement } from './statement';
import type { StatementVerdict } from './verdict';
import type { TheorySetting } from './theory-setting';

/**
 * Width of the last interval around log β: the value is then good to rounding where it is flat at the minimum, and to
 * twice this where λ_max has a kink there (w⋆ orthogonal to the top eigenvector of Σ̂).
 */
const LOG_BETA_TOLERANCE = 1e-9;
const LOG_BETA_STEP = 0.5;
/** Relative error of S_min: λ_max moves at most twice as fast as log β, and rounding adds next to nothing. */
export const MINIMAL_SHARPNESS_ERROR = 4 * LOG_BETA_TOLERANCE;

/**
 * S_min exactly. At a minimiser S = 2 λ_max(Σ̂^{1/2} K Σ̂^{1/2}) with K ⪰ ‖b_1‖² I + Σ_{k≥2} (‖b_k‖²/‖b_{k-1}‖²) w⋆w⋆ᵀ,
 * and the arithmetic-geometric inequality on the ratios, with equality for rank-one aligned layers, leaves one free
 * number β = ‖b_1‖:
 *   S_min = min_β 2 λ_max(β² Σ̂ + (L - 1)(‖p‖/β)^{2/(L-1)} Σ̂^{1/2} w⋆ w⋆ᵀ Σ̂^{1/2})   for L >= 2,
 * convex in log β; S_min = 2 ‖p‖² Λ for L = 1.
 */
export const minimalSharpness = {
  id: 'minimalSharpness',
  title: 'Minimal sharpness',
  subject: 'minimisers',
  citation: 'beyond the paper: sharpens the bracket of Theorem 2 to equality',
  formula: String.raw`S_{\min} = \min_{\beta>0} 2\lambda_{\max}\!\left(\beta^2\hat\Sigma + (L-1)(\|p\|/\beta)^{2/(L-1)}\hat\Sigma^{1/2}w^\star w^{\star\top}\hat\Sigma^{1/2}\right)`,
  assumptions: ['W minimises the risk', 'every hidden layer is at least one unit wide'],
  meaning: 'The sharpness of the flattest minimiser.',
  quantities: [String.raw`$S(W)$, exact, at the last weights`],
  cost: 'O(L d³)',
  value: leastSharpness,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('minimalSharpness', run, {
      relation: 'atLeast',
      bound: leastSharpness,
      boundError: MINIMAL_SHARPNESS_ERROR,
    }),
} satisfies Statement;

function leastSharpness(setting: TheorySetting): number {
  const { problem, depth, projectionNorm } = setting;
  if (depth === 1) return 2 * projectionNorm * projectionNorm * problem.lambdaMax;
  const image = rootImage(problem);
  const atLogBeta = (logBeta: number): number =>
    2 *
    rankOneTopEigenvalue(
      problem.eigenvalues,
      exp(2 * logBeta),
      image,
      (depth - 1) * exp((2 / (depth - 1)) * (log(projectionNorm) - logBeta)),
    );
  // The balanced minimiser's ‖b_1‖.
  const balanced = log(power(problem.wStarNorm, 1 - 1 / depth) * power(projectionNorm, 1 / depth));
  return minimiseConvex(atLogBeta, balanced, LOG_BETA_STEP, LOG_BETA_TOLERANCE).value;
}

/** Coordinates of Σ̂^{1/2} w⋆ in the eigenbasis of Σ̂. */
function rootImage(problem: RegressionProblem): Float64Array {
  const image = new Float64Array(problem.features);
  multiply(problem.covarianceRoot, 0, problem.features, problem.features, problem.wStar, image);
  return image;
}
