import { conclude, type Comparison } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { certifiedRate, fromOneOn } from './certified-rate';
import { integrationTolerance } from './drift';
import { a1, smallScaleFlow } from './hypotheses';
import { measuredRate } from './measured-rate';

/** Powers of L factors, a bisection and sums of d products. */
const ROUNDING = 1e-12;

/** µ(t) against the certified µ; where that is 0, nothing is certified and any network would do. */
function* rates(run: JudgedRun): Generator<Comparison> {
  const mu = certifiedRate(run)?.mu ?? 0;
  const relative = ROUNDING + integrationTolerance(run);
  for (const moment of fromOneOn(run)) {
    const { rate, error } = measuredRate(run, moment);
    yield {
      measured: rate,
      bound: mu,
      error: error + relative * mu,
      place: placeOf(moment),
      vacuous: !(mu > 0),
    };
  }
}

/** Theorem 3: the Polyak-Łojasiewicz condition from t = 1 on. */
export const theorem3 = {
  id: 'theorem3',
  title: 'Polyak-Łojasiewicz condition',
  subject: 'smallScale',
  citation: 'Theorem 3',
  formula: String.raw`\sum_k \|\nabla_k R^L(W(t))\|_F^2 \ge \mu\, (R^L(W(t)) - R_{\min}), \quad t \ge 1`,
  assumptions: ['gradient flow', 'fully connected (d_L = 1, p = 1)', '(A1)'],
  meaning: 'From t = 1 on the gradient dominates the excess risk, so that gradient flow converges.',
  quantities: [
    String.raw`$\mu(t)$, the ratio of the two sides`,
    String.raw`$\mu = 4 \lambda \mu_1$ as the proof certifies it: $\sqrt{\mu_1} = \min((C - \sqrt{2\varepsilon} L)^{L-1}, K/C)$, $K = \min((R_0 - R(1))/(4 \Lambda \|w^\star\|), \|w^\star\|)$, with the best $C$, where $C (C - \sqrt{2\varepsilon} L)^{L-1} = K$`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'theorem3',
    hypothesis: hypothesis([...smallScaleFlow(run), ...a1(run)]),
    conclusion: conclude('atLeast', rates(run)),
  }),
} satisfies Statement;

/** ‖W_L … W_2‖ against (σ_1 - c)^{L-1} where σ_1 > C, else against K/σ_1. */
function* chains(run: JudgedRun): Generator<Comparison> {
  const certified = certifiedRate(run);
  if (certified === null) return;
  const { threshold, least, leastProduct } = certified;
  for (const moment of fromOneOn(run)) {
    const sigma = moment.layers[0]!.singularValues[0]!;
    let bound = leastProduct / sigma;
    if (sigma > threshold) {
      bound = 1;
      for (let k = 2; k <= moment.layers.length; k += 1) bound *= sigma - least;
    }
    const relative = ROUNDING + integrationTolerance(run);
    yield { measured: moment.chainNorms[1]!, bound, error: relative * bound, place: placeOf(moment) };
  }
}

/** The two cases of Theorem 3's proof, (28) and (29), before they are joined. */
export const theorem3Cases = {
  id: 'theorem3Cases',
  title: 'The layers above the first do not vanish',
  subject: 'smallScale',
  citation: 'Theorem 3, its proof: (28) and (29)',
  formula: String.raw`\|W_L \cdots W_2\| \ge \begin{cases} (\sigma_1 - \sqrt{2\varepsilon} L)^{L-1} & \sigma_1 > C \\ K / \sigma_1 & \sigma_1 \le C \end{cases}, \quad t \ge 1`,
  assumptions: ['gradient flow', 'fully connected (d_L = 1, p = 1)', '(A1)'],
  meaning:
    'Either all layers are large and aligned, or the product that has been learned keeps them from zero.',
  quantities: [String.raw`$\|W_L \cdots W_2\|$ and $\sigma_1(t)$`, String.raw`$C$ and $K$ as in Theorem 3`],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'theorem3Cases',
    hypothesis: hypothesis([...smallScaleFlow(run), ...a1(run)]),
    conclusion: conclude('atLeast', chains(run)),
  }),
} satisfies Statement;
