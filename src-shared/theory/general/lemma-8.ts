import { dot, multiply } from '../../numerics/dense';
import { conclude, type Comparison } from '../conclusion';
import { NO_HYPOTHESIS } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { excessRounding } from './excess-rounding';

/**
 * ‖y - Xw‖²/n, expanded as R_0 - 2 wᵀXᵀy/n + wᵀΣ̂w, beside R_min + ‖X(w⋆ - w)‖²/n, relative to the sizes of their terms.
 * R_0 and R_min are sums over the data; Xᵀy/n = Σ̂w⋆ is what makes w⋆ a solution.
 */
function* identities(run: JudgedRun): Generator<Comparison> {
  const { problem } = run.setting;
  const d = problem.features;
  const image = new Float64Array(d);
  const correlation = new Float64Array(d);
  multiply(problem.covariance, 0, d, d, problem.wStar, correlation);
  // Sums of n terms in R_0, R_min and Σ̂, of d terms in the rest.
  const error = 16 * (problem.samples + d) * Number.EPSILON;
  for (const moment of run.moments) {
    const { product: w, excessRisk } = moment;
    multiply(problem.covariance, 0, d, d, w, image);
    const [cross, square] = [2 * dot(w, correlation), dot(w, image)];
    const expanded = problem.riskZero - cross + square;
    const size = problem.riskZero + Math.abs(cross) + square;
    const measured = Math.abs(expanded - (problem.riskMin + excessRisk)) / size;
    yield { measured, bound: 0, error, place: placeOf(moment) };
  }
}

/** Lemma 8, the identity: what makes n enter nowhere but in R_min. */
export const lemma8Identity = {
  id: 'lemma8Identity',
  title: 'Excess risk is a distance',
  subject: 'general',
  citation: 'Lemma 8, the identity',
  formula: String.raw`R^L(W) = R_{\min} + \tfrac1n \|X (w^\star - w_{\mathrm{prod}})\|^2`,
  assumptions: [],
  meaning:
    'What a network loses on the best regressor is how far its product is from it, in the data’s norm.',
  quantities: [
    String.raw`the difference of $\|y\|^2/n - 2 w^\top \hat\Sigma w^\star + w^\top \hat\Sigma w$ and the right side, relative to the terms`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma8Identity',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atMost', identities(run)),
  }),
} satisfies Statement;

/** ‖∇R¹(w_prod)‖² against 4 times an eigenvalue times the excess risk. */
function* slopes(run: JudgedRun, eigenvalue: number): Generator<Comparison> {
  for (const moment of run.moments) {
    yield {
      measured: moment.productSlope * moment.productSlope,
      bound: 4 * eigenvalue * moment.excessRisk,
      error: 4 * eigenvalue * excessRounding(run, moment),
      place: placeOf(moment),
    };
  }
}

const QUANTITIES = [String.raw`$\|\nabla R^1(w_{\mathrm{prod}})\|^2$ and $R - R_{\min}$ at every moment`];

/** Lemma 8, first inequality. */
export const lemma8Lower = {
  id: 'lemma8Lower',
  title: 'The slope is not small far from the best regressor',
  subject: 'general',
  citation: 'Lemma 8, first inequality',
  formula: String.raw`\|\nabla R^1(w_{\mathrm{prod}})\|^2 \ge 4 \lambda (R^L(W) - R_{\min})`,
  assumptions: [],
  meaning: 'The risk of a regressor satisfies a Polyak-Łojasiewicz condition with 4λ.',
  quantities: QUANTITIES,
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma8Lower',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atLeast', slopes(run, run.setting.problem.lambdaMin)),
  }),
} satisfies Statement;

/** Lemma 8, second inequality. */
export const lemma8Upper = {
  id: 'lemma8Upper',
  title: 'The slope is small near the best regressor',
  subject: 'general',
  citation: 'Lemma 8, second inequality',
  formula: String.raw`\|\nabla R^1(w_{\mathrm{prod}})\|^2 \le 4 \Lambda (R^L(W) - R_{\min})`,
  assumptions: [],
  meaning: 'The slope of a regressor’s risk is bounded by its excess risk.',
  quantities: QUANTITIES,
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma8Upper',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atMost', slopes(run, run.setting.problem.lambdaMax)),
  }),
} satisfies Statement;
