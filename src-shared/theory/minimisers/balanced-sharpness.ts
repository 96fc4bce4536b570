import { multiply } from '../../numerics/dense';
import { conclude } from '../conclusion';
import { NO_HYPOTHESIS } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { ROUNDING } from '../minimiser-verdict';
import { rankOneTopEigenvalue } from '../rank-one-top-eigenvalue';
import { commonFactor } from '../sharpness-lower-bound';
import { sharpnessUpperBound } from '../sharpness-upper-bound';
import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';
import type { StatementVerdict } from '../verdict';

/** 2 ‖w⋆‖^{2-2/L} ‖p‖^{2/L} λ_max(Σ̂ + (L - 1) Σ̂^{1/2} ŵŵᵀ Σ̂^{1/2}), ŵ = w⋆/‖w⋆‖. */
function closedForm(setting: TheorySetting): number {
  const { problem, depth } = setting;
  const d = problem.features;
  const direction = problem.wStar.map((entry) => entry / problem.wStarNorm);
  const image = new Float64Array(d);
  multiply(problem.covarianceRoot, 0, d, d, direction, image);
  return 2 * commonFactor(setting) * rankOneTopEigenvalue(problem.eigenvalues, 1, image, depth - 1);
}

/** The minimiser that Theorem 2's proof constructs, exactly, against the bound that it proves with it. */
export const balancedSharpness = {
  id: 'balancedSharpness',
  title: 'Sharpness of the balanced minimiser',
  subject: 'minimisers',
  citation: 'Theorem 2, proof of the upper bound; its exact value goes beyond the paper',
  formula: String.raw`\begin{aligned} S &= 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} \lambda_{\max}\!\left(\hat\Sigma + (L-1) \hat\Sigma^{1/2} \hat w \hat w^\top \hat\Sigma^{1/2}\right) \\ &\le 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} \sqrt{(2L-1)\Lambda^2 + (L-1)^2 a^2} \end{aligned}`,
  assumptions: [],
  meaning: 'Rank-one aligned layers of equal norm are a minimiser that is no sharper than the upper bound.',
  quantities: ['its closed form, of the data, depth and $p$: no run is needed'],
  cost: 'O(d²)',
  value: closedForm,
  judge: ({ setting }: JudgedRun): StatementVerdict => {
    const measured = closedForm(setting);
    const bound = sharpnessUpperBound.value(setting);
    return {
      statement: 'balancedSharpness',
      hypothesis: NO_HYPOTHESIS,
      conclusion: conclude('atMost', [{ measured, bound, error: ROUNDING * measured, place: null }]),
    };
  },
} satisfies Statement;
