import { conclude, type Comparison } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { driftsOf } from './drift';
import { calledGradientFlow } from './hypotheses';

/** Every pair of layers at every moment; k at the place's layer stands for the pair (k, k + 1). */
function* comparisons(run: JudgedRun): Generator<Comparison> {
  const drifts = driftsOf(run);
  for (const [i, moment] of run.moments.entries()) {
    const { pairs, size, allowed } = drifts[i]!;
    for (const [j, { frobeniusNorm }] of pairs.entries()) {
      yield {
        measured: frobeniusNorm === 0 ? 0 : frobeniusNorm / size,
        bound: 0,
        error: size === 0 ? 0 : allowed / size,
        place: placeOf(moment, j + 1),
      };
    }
  }
}

/** Lemma 1: what gradient flow keeps of two neighbouring layers. */
export const lemma1 = {
  id: 'lemma1',
  title: 'Balancedness is kept',
  subject: 'smallScale',
  citation: 'Lemma 1 (Arora et al., 2018)',
  formula: String.raw`W_{k+1}^\top W_{k+1}(t) - W_k W_k^\top(t) = W_{k+1}^\top W_{k+1}(0) - W_k W_k^\top(0)`,
  assumptions: ['gradient flow'],
  meaning: 'Gradient flow keeps the difference of two neighbouring layers’ Gram matrices.',
  quantities: [
    String.raw`$\|E_k(t)\|_F / \max_{k,\, s \le t} \|W_k(s)\|_F^2$, $E_k$ the difference of the two sides; forgiven what 1 000 integration steps may err by`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'lemma1',
    hypothesis: hypothesis([calledGradientFlow(run)]),
    conclusion: conclude('atMost', comparisons(run)),
  }),
} satisfies Statement;
