import { conclude, type Comparison } from '../conclusion';
import { NO_HYPOTHESIS } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { excessRounding } from '../general/excess-rounding';

function* comparisons(run: JudgedRun): Generator<Comparison> {
  const { problem } = run.setting;
  for (const moment of run.moments) {
    const chain = moment.chainNorms[1]!;
    const factor = 4 * problem.lambdaMin * chain * chain;
    yield {
      measured: moment.gradientSquares[0]!,
      bound: factor * moment.excessRisk,
      error: factor * excessRounding(run, moment),
      place: placeOf(moment, 1),
    };
  }
}

/** The first step of Theorem 3's proof, (24) with Lemma 8: true of any weights, at any time. */
export const firstGradient = {
  id: 'firstGradient',
  title: 'Gradient of the first layer',
  subject: 'smallScale',
  citation: 'Theorem 3, its proof: (24) and Lemma 8',
  formula: String.raw`\begin{aligned} \|\nabla_1 R^L\|_F^2 &= \|W_L \cdots W_2\|^2 \|\nabla R^1(w_{\mathrm{prod}})\|^2 \\ &\ge 4 \lambda \|W_L \cdots W_2\|^2 (R^L - R_{\min}) \end{aligned}`,
  assumptions: [],
  meaning: 'The first layer’s gradient is small only where the layers above it are, or the excess risk.',
  quantities: [
    String.raw`$\|\nabla_1 R\|_F^2$, $\|W_L \cdots W_2\|$ (with $p$: $\|p^\top W_L \cdots W_2\|$)`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => ({
    statement: 'firstGradient',
    hypothesis: NO_HYPOTHESIS,
    conclusion: conclude('atLeast', comparisons(run)),
  }),
} satisfies Statement;
