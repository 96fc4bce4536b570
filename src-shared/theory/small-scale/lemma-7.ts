import { exp } from '../../numerics/elementary';
import { conclude, type Comparison } from '../conclusion';
import { finiteOrNull, hypothesis } from '../conditions';
import type { JudgedRun, MomentFacts } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { Condition, StatementVerdict } from '../verdict';
import { certifiedRate, fromOneOn } from './certified-rate';
import { integrationTolerance } from './drift';
import { excessResolution } from './excess-resolution';
import { a1, gradientFlow, smallScaleFlow } from './hypotheses';
import { measuredRate } from './measured-rate';

const ROUNDING = 1e-12;

/** R - R_min at moments against its value at the first of them times e^{-µ(t - t_0)}; without a µ nothing is said. */
function* decays(run: JudgedRun, moments: readonly MomentFacts[], mu: number): Generator<Comparison> {
  const [first, ...later] = moments;
  if (first === undefined) return;
  const relative = ROUNDING + integrationTolerance(run);
  for (const moment of later) {
    const bound = first.excessRisk * exp(-mu * (moment.time - first.time));
    const error = relative * bound + excessResolution(run, moment);
    yield { measured: moment.excessRisk, bound, error, place: placeOf(moment), vacuous: !(mu > 0) };
  }
}

/** Lemma 7 with Theorem 3's µ: exponential convergence from t = 1 on. */
export const certifiedDecay = {
  id: 'certifiedDecay',
  title: 'Exponential convergence, as certified',
  subject: 'smallScale',
  citation: 'Lemma 7 with Theorem 3',
  formula: String.raw`R^L(W(t)) - R_{\min} \le (R^L(W(1)) - R_{\min})\, e^{-\mu (t - 1)}, \quad t \ge 1`,
  assumptions: ['gradient flow', 'fully connected (d_L = 1, p = 1)', '(A1)'],
  meaning: 'The excess risk falls at least as fast as the certified rate says.',
  quantities: [
    String.raw`$R - R_{\min}$ from the first moment at or after $t = 1$ on`,
    String.raw`the certified $\mu$ of Theorem 3`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'certifiedDecay',
    hypothesis: hypothesis([...smallScaleFlow(run), ...a1(run)]),
    conclusion: conclude('atMost', decays(run, fromOneOn(run), certifiedRate(run)?.mu ?? 0)),
  }),
} satisfies Statement;

/** The least µ(t) that was measured. */
export function leastMeasuredRate(run: JudgedRun): number {
  return run.moments.reduce((least, moment) => {
    const { rate } = measuredRate(run, moment);
    return Number.isNaN(rate) ? least : Math.min(least, rate);
  }, Infinity);
}

function lojasiewicz(mu: number): Condition {
  return {
    id: 'lojasiewicz',
    text: String.raw`$\|\nabla f\|^2 \ge \mu (f - f_{\min})$ at every moment that was kept (measured: $\mu$, the least ratio)`,
    holds: mu > 0,
    measured: finiteOrNull(mu),
    bound: 0,
  };
}

/** Lemma 7 in general, with the rate that the run itself shows. */
export const lemma7 = {
  id: 'lemma7',
  title: 'Convergence under a Polyak-Łojasiewicz condition',
  subject: 'general',
  citation: 'Lemma 7',
  formula: String.raw`\begin{aligned} & \|\nabla f(x(t))\|^2 \ge \mu (f(x(t)) - f_{\min}) \\ & \Rightarrow\; f(x(t)) - f_{\min} \le (f(x(0)) - f_{\min})\, e^{-\mu t} \end{aligned}`,
  assumptions: ['gradient flow', 'the condition holds along the whole course, with this µ'],
  meaning: 'Gradient flow on a function whose gradient dominates its excess converges exponentially.',
  quantities: [
    String.raw`$\mu$: the least $\|\nabla R\|_F^2 / (R - R_{\min})$ over the moments that were kept; between them it is not seen`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => {
    const mu = leastMeasuredRate(run);
    return {
      statement: 'lemma7',
      hypothesis: hypothesis([gradientFlow(run), lojasiewicz(mu)]),
      conclusion: conclude('atMost', decays(run, run.moments, Math.max(0, mu))),
    };
  },
} satisfies Statement;
