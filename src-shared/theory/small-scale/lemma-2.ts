import { conclude, type Comparison } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { dot } from '../../numerics/dense';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { driftsOf, forgivenDrift } from './drift';
import { smallScaleFlow } from './hypotheses';
import { initialScale } from './initial-scale';

/** Singular values and vectors err by some 10 d·ε of the largest. */
const ROUNDINGS = 32;

/** What the three parts are forgiven, of squared singular values, at moment i. */
function forgiven(run: JudgedRun, i: number): number {
  const drift = driftsOf(run)[i]!;
  const rounding = ROUNDINGS * run.trajectory.model.shape.maxWidth * Number.EPSILON * drift.size;
  // Of gradient descent nothing is forgiven but rounding: its drift is what there is to see.
  const flow = run.trajectory.dynamics.kind === 'gradientFlow';
  return rounding + (flow ? forgivenDrift(drift) : 0);
}

/** (i): Σ_{i≥2} σ_i(W_k)², summed as such. */
export function* rankOneDefects(run: JudgedRun, epsilon: number): Generator<Comparison> {
  for (const [i, moment] of run.moments.entries()) {
    for (const [j, { singularValues }] of moment.layers.entries()) {
      const rest = singularValues.subarray(1);
      yield {
        measured: dot(rest, rest),
        bound: epsilon,
        error: forgiven(run, i),
        place: placeOf(moment, j + 1),
      };
    }
  }
}

/** (ii): of every layer k the largest |σ_k² - σ_j²| over j. */
export function* normDifferences(run: JudgedRun, epsilon: number): Generator<Comparison> {
  for (const [i, moment] of run.moments.entries()) {
    const sigmas = moment.layers.map(({ singularValues }) => singularValues[0]!);
    for (const [j, own] of sigmas.entries()) {
      yield {
        measured: Math.max(...sigmas.map((other) => Math.abs((own - other) * (own + other)))),
        bound: epsilon,
        error: forgiven(run, i),
        place: placeOf(moment, j + 1),
      };
    }
  }
}

/** (iii): ⟨v_{k+1}, u_k⟩² of every pair (k, k + 1), k at the place's layer; says nothing where ε ≥ σ_{k+1}². */
export function* alignments(run: JudgedRun, epsilon: number): Generator<Comparison> {
  for (const [i, moment] of run.moments.entries()) {
    for (const [j, { topLeft }] of moment.layers.slice(0, -1).entries()) {
      const next = moment.layers[j + 1]!;
      const sigma = next.singularValues[0]!;
      const square = sigma * sigma;
      const cosine = dot(next.topRight, topLeft);
      yield {
        measured: cosine * cosine,
        // ε/σ² may overflow; 1 - ε/σ² = 0 says as little.
        bound: square > 0 && Number.isFinite(epsilon / square) ? 1 - epsilon / square : 0,
        // The proof divides by σ_{k+1}² after using (i), (ii) and Lemma 1 once each.
        error: square > 0 ? Math.min(1, (3 * forgiven(run, i)) / square) : 0,
        place: placeOf(moment, j + 1),
        vacuous: !(square > epsilon),
      };
    }
  }
}

const EPSILON = String.raw`$\varepsilon$ of the start, and in every layer `;
const ASSUMPTIONS = ['gradient flow', 'fully connected (d_L = 1, p = 1)'];

/** Lemma 2 (i): every layer stays within ε of rank one. */
export const lemma2RankOne = {
  id: 'lemma2RankOne',
  title: 'Layers are nearly of rank one',
  subject: 'smallScale',
  citation: 'Lemma 2, first statement',
  formula: String.raw`\|W_k(t)\|_F^2 - \|W_k(t)\|^2 \le \varepsilon`,
  assumptions: ASSUMPTIONS,
  meaning: 'All singular values of a layer but its first stay small.',
  quantities: [String.raw`${EPSILON}$\sum_{i \ge 2} \sigma_i(W_k)^2$`],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma2RankOne',
    hypothesis: hypothesis(smallScaleFlow(run)),
    conclusion: conclude('atMost', rankOneDefects(run, initialScale(run))),
  }),
} satisfies Statement;

/** Lemma 2 (ii): all layers keep nearly the same norm. */
export const lemma2Norms = {
  id: 'lemma2Norms',
  title: 'Layers have nearly equal norms',
  subject: 'smallScale',
  citation: 'Lemma 2, second statement',
  formula: String.raw`|\sigma_k(t)^2 - \sigma_j(t)^2| \le \varepsilon`,
  assumptions: ASSUMPTIONS,
  meaning: 'The layers’ operator norms stay close to each other.',
  quantities: [String.raw`${EPSILON}the largest $|\sigma_k^2 - \sigma_j^2|$ over $j$`],
  cost: 'O(L d³ + L²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma2Norms',
    hypothesis: hypothesis(smallScaleFlow(run)),
    conclusion: conclude('atMost', normDifferences(run, initialScale(run))),
  }),
} satisfies Statement;

/** Lemma 2 (iii): neighbouring layers align. */
export const lemma2Alignment = {
  id: 'lemma2Alignment',
  title: 'Neighbouring layers align',
  subject: 'smallScale',
  citation: 'Lemma 2, third statement',
  formula: String.raw`\langle v_{k+1}(t), u_k(t) \rangle^2 \ge 1 - \varepsilon / \sigma_{k+1}(t)^2`,
  assumptions: ASSUMPTIONS,
  meaning: 'What a layer puts out is what the next one takes in, once its norm has outgrown the start.',
  quantities: [
    String.raw`${EPSILON}$\langle v_{k+1}, u_k \rangle^2$ and $\sigma_{k+1}$; it says nothing while $\varepsilon \ge \sigma_{k+1}^2$`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma2Alignment',
    hypothesis: hypothesis(smallScaleFlow(run)),
    conclusion: conclude('atLeast', alignments(run, initialScale(run))),
  }),
} satisfies Statement;
