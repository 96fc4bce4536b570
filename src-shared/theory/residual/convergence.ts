import { exp } from '../../numerics/elementary';
import { conclude, type Comparison } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf, startOf } from '../places';
import type { Statement } from '../statement';
import type { HypothesisVerdict, StatementVerdict } from '../verdict';
import { gradientFlowOnly, invertibleStart, smallInitialRisk, squareLayers } from './residual-conditions';
import { residualCourse } from './residual-course';

const ASSUMPTIONS = [
  'gradient flow',
  'every layer is d × d',
  'R(W(0)) - R_min ≤ λ²‖p‖² m¹²/(2¹⁶ Λ M⁸), M and m measured at the start',
];
const CORRECTION =
  'As printed the hypothesis rests on constants C_1 … C_4 that the paper does not give. The condition used here is the ' +
  'one that its proof needs of the start: M and m are measured instead of bounded with high probability. In the proof, ' +
  'the factor 16 of (44) should be 32, and C_4 = 2^{-38} exp(-6s² - 16s²/C̃_2 - 20C̃_3).';

function hypothesisOf(run: JudgedRun): HypothesisVerdict {
  return hypothesis([gradientFlowOnly(run), squareLayers(run), invertibleStart(run), smallInitialRisk(run)]);
}

/** Theorem 4, what its proof says of the weights: they stay within the ball of Lemma 9. */
export const residualStaysNear = {
  id: 'residualStaysNear',
  title: 'Residual layers stay near their start',
  subject: 'residual',
  citation: 'Theorem 4, its proof with measured M and m',
  formula: String.raw`\|\theta_k(t)\|_F \le \frac{m^2}{4M^2}, \quad \theta_k(t) = L\,(W_k(t) - W_k(0))`,
  assumptions: ASSUMPTIONS,
  meaning: 'Where the initial risk is small enough, every layer moves by O(1/L) only.',
  correction: CORRECTION,
  quantities: [
    String.raw`$\|\theta_k(t)\|_F$ of every layer at every moment`,
    String.raw`$M$ and $m$: largest norm and smallest singular value of all $\Pi_{k:1}$, $\Pi_{L:k}$ at the start`,
  ],
  cost: 'O(L d²), O(L d³) at the start',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'residualStaysNear',
    hypothesis: hypothesisOf(run),
    conclusion: conclude('atMost', movements(run)),
  }),
} satisfies Statement;

/** Theorem 4, what its proof says of the risk: it falls exponentially. */
export const residualDecay = {
  id: 'residualDecay',
  title: 'Exponential convergence from a residual start',
  subject: 'residual',
  citation: 'Theorem 4, its proof with measured M and m; equation (41)',
  formula: String.raw`R^L(W(t)) - R_{\min} \le (R^L(W(0)) - R_{\min})\,e^{-\mu t}, \quad \mu = \tfrac14 L\lambda\|p\|^2 m^4`,
  assumptions: ASSUMPTIONS,
  meaning:
    'Where the initial risk is small enough, gradient flow converges to a minimiser, exponentially in time.',
  correction: CORRECTION,
  quantities: [String.raw`$R^L - R_{\min}$ at every moment, without the difference of two risks`],
  cost: 'O(L d²), O(L d³) at the start',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'residualDecay',
    hypothesis: hypothesisOf(run),
    conclusion: conclude('atMost', decay(run)),
  }),
} satisfies Statement;

function* movements(run: JudgedRun): Generator<Comparison> {
  const { radius, theta, M, m, error } = residualCourse(run);
  const { depth } = run.trajectory.model.shape;
  for (const moment of run.moments) {
    for (const [i, measured] of theta(moment).frobenius.entries()) {
      // θ is L times a difference of weights, each good to half an ulp.
      const rounding = depth * Number.EPSILON * moment.layers[i]!.frobeniusNorm;
      const boundError = 2 * radius * (error / m + error / M);
      yield { measured, bound: radius, error: rounding + boundError, place: placeOf(moment, i + 1) };
    }
  }
}

function* decay(run: JudgedRun): Generator<Comparison> {
  const { problem, depth, projectionNorm } = run.setting;
  const { m } = residualCourse(run);
  const rate = 0.25 * depth * problem.lambdaMin * projectionNorm * projectionNorm * m * m * m * m;
  const start = startOf(run).excessRisk;
  // Where w_prod is w⋆ to rounding, the risk that is left falls no further.
  const step = problem.features * depth * Number.EPSILON * problem.wStarNorm;
  const floor = problem.lambdaMax * step * step;
  for (const moment of run.moments) {
    const bound = start * exp(-rate * moment.time);
    yield { measured: moment.excessRisk, bound, error: floor + 1e-12 * bound, place: placeOf(moment) };
  }
}
