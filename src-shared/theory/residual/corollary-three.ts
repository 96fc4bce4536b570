import { hypothesis, given, atMost } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { minimalSharpness } from '../minimal-sharpness';
import { minimisesRisk } from '../minimiser-hypothesis';
import { judgeMinimiser, ROUNDING } from '../minimiser-verdict';
import { endOf, placeOf } from '../places';
import type { Statement } from '../statement';
import type { Condition, StatementVerdict } from '../verdict';
import { printedHypothesis, withoutBound } from './not-decidable';
import { gradientFlowOnly, invertibleStart, residualStart, squareLayers } from './residual-conditions';
import { residualCourse } from './residual-course';

/** Corollary 3 as printed: C depends on s in a way that the paper does not give, so the ratio is only measured. */
export const residualSharpnessRatio = {
  id: 'residualSharpnessRatio',
  title: 'Sharpness reached from a residual start, as printed',
  subject: 'residual',
  citation: 'Corollary 3',
  formula: String.raw`1 \le \frac{S(W^{\mathrm{RI}})}{S_{\min}} \le C\,\frac{\Lambda}{\lambda}`,
  assumptions: ["Theorem 4's as printed", 'Σ̂ of full rank'],
  meaning:
    'Gradient flow from residual weights ends at a minimiser about as flat as any, up to the condition number.',
  correction:
    'Not decidable: C depends on s, but the paper does not give it. Measured is what C has to be at least, ' +
    '(S/S_min)(λ/Λ), with the exact S_min.',
  quantities: [
    String.raw`$\frac{S(W)}{S_{\min}}\cdot\frac{\lambda}{\Lambda}$ at the last weights, both sharpnesses exact`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => {
    const { problem } = run.setting;
    const moment = endOf(run);
    const unit = problem.lambdaMin / problem.lambdaMax / minimalSharpness.value(run.setting);
    const { value, error } = moment.sharpness;
    return {
      statement: 'residualSharpnessRatio',
      hypothesis: hypothesis([
        gradientFlowOnly(run),
        residualStart(run),
        squareLayers(run),
        minimisesRisk(run),
        given('fullRank', String.raw`$\hat\Sigma$ has full rank`, problem.rank === problem.features),
        ...printedHypothesis(run),
      ]),
      conclusion: withoutBound(
        'atMost',
        value * unit,
        error * unit + ROUNDING * value * unit,
        placeOf(moment),
      ),
    };
  },
} satisfies Statement;

/** Corollary 3's proof, with M measured instead of bounded: the minimiser's sharpness in numbers that are known. */
export const residualSharpnessBound = {
  id: 'residualSharpnessBound',
  title: 'Upper bound on the sharpness reached near the start',
  subject: 'residual',
  citation: 'Corollary 3, its proof with measured M; equation (58)',
  formula: String.raw`S(W) \le 32\,L\Lambda\|p\|^2 M^4`,
  assumptions: ['W minimises the risk', 'every layer is d × d', '‖θ_k‖ ≤ m²/(4M²) at W'],
  meaning: 'A minimiser near the start of a residual network is at most this sharp.',
  quantities: [
    String.raw`$S(W)$, exact, at the last weights`,
    String.raw`$M$: largest norm of all $\Pi_{k:1}$, $\Pi_{L:k}$ at the start`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => {
    const { M, error } = residualCourse(run);
    return judgeMinimiser('residualSharpnessBound', run, {
      relation: 'atMost',
      // 2 ‖Σ_k ‖b_k‖² A_k A_kᵀ‖ Λ, every factor at most 2M by Lemma 9.
      bound: ({ problem, depth, projectionNorm }) =>
        32 * depth * problem.lambdaMax * projectionNorm * projectionNorm * M * M * M * M,
      conditions: [squareLayers(run), invertibleStart(run), endsInBall(run)],
      boundError: ROUNDING + (4 * error) / M,
    });
  },
} satisfies Statement;

function endsInBall(run: JudgedRun): Condition {
  const { radius, theta } = residualCourse(run);
  const text = String.raw`$\max_k\|\theta_k\| \le m^2/(4M^2)$ at the last moment`;
  return atMost('ball', text, theta(endOf(run)).largest, radius);
}
