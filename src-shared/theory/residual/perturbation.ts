import { conclude } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { productComparisons } from './product-comparisons';
import { entersBall, invertibleStart, momentsWithin, squareLayers } from './residual-conditions';
import { residualCourse } from './residual-course';

const QUANTITIES = [
  String.raw`$M \ge 1 \ge m$: largest norm and smallest singular value of all $\Pi_{k:1}$, $\Pi_{L:k}$ at $\theta = 0$`,
  String.raw`$\theta_k(t) = L\,(W_k(t) - W_k(0))$, operator norms`,
  String.raw`norms and smallest singular values of all $\Pi_{k:1}$, $\Pi_{L:k}$ while $\max_k\|\theta_k\| \le m^2/(4M^2)$`,
];
const ASSUMPTIONS = [
  'every layer is d × d',
  'no product of layers is singular at the start',
  '‖θ_k‖ ≤ m²/(4M²)',
];
const BALL = String.raw`$\max_k\|\theta_k\| \le m^2/(4M^2)$ after the start (moments beyond it are left out)`;
const COST = 'O(L d³)';

/** Lemma 9: products of layers that move little stay bounded. */
export const perturbedNorm = {
  id: 'perturbedNorm',
  title: 'Norms of products under small changes',
  subject: 'residual',
  citation: 'Lemma 9',
  formula: String.raw`\|\Pi_{k:1}\|,\ \|\Pi_{L:k}\| \le 2M \quad\text{while}\quad \max_k\|\theta_k\| \le \frac{m^2}{4M^2}`,
  assumptions: ASSUMPTIONS,
  meaning: 'As long as the layers stay close to where they started, no product of them more than doubles.',
  quantities: QUANTITIES,
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict => judgePerturbation('perturbedNorm', run, 'most'),
} satisfies Statement;

/** Lemma 9: products of layers that move little stay invertible. */
export const perturbedLeast = {
  id: 'perturbedLeast',
  title: 'Invertible products under small changes',
  subject: 'residual',
  citation: 'Lemma 9',
  formula: String.raw`\sigma_{\min}(\Pi_{k:1}),\ \sigma_{\min}(\Pi_{L:k}) \ge \frac m2 \quad\text{while}\quad \max_k\|\theta_k\| \le \frac{m^2}{4M^2}`,
  assumptions: ASSUMPTIONS,
  meaning:
    'As long as the layers stay close to where they started, no product of them loses more than half of its smallest singular value.',
  quantities: QUANTITIES,
  cost: COST,
  judge: (run: JudgedRun): StatementVerdict => judgePerturbation('perturbedLeast', run, 'least'),
} satisfies Statement;

function judgePerturbation(statement: string, run: JudgedRun, end: 'most' | 'least'): StatementVerdict {
  const { M, m, radius } = residualCourse(run);
  const ball = entersBall(run, radius, BALL);
  // Beyond the ball nothing is claimed; where the run never is in it, the sides stand as they are.
  const moments = ball.holds === true ? momentsWithin(run, radius) : run.moments;
  const bound = end === 'most' ? 2 * M : 0.5 * m;
  const relation = end === 'most' ? 'atMost' : 'atLeast';
  return {
    statement,
    hypothesis: hypothesis([squareLayers(run), invertibleStart(run), ball]),
    conclusion: conclude(relation, productComparisons(run, moments, 'both', end, bound)),
  };
}
