import { conclude } from '../conclusion';
import { hypothesis } from '../conditions';
import { stableSharpness } from '../critical-learning-rate';
import type { JudgedRun } from '../judged-run';
import { minimiserAllowance } from '../minimiser-hypothesis';
import { endOf, placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { ROUNDING } from '../minimiser-verdict';
import { convergedDescent, learningRateOf } from './learning-rate-verdict';

/** The classical threshold: gradient descent converges only to minimisers that are stable for it. */
export const classicalThreshold = {
  id: 'classicalThreshold',
  title: 'Classical threshold of gradient descent',
  subject: 'minimisers',
  citation: 'Section 2: linear stability of a minimiser under gradient descent',
  formula: String.raw`S(W) \le 2 / \eta`,
  assumptions: [
    'gradient descent, apart from starts of measure zero',
    'it converged to a minimiser of the risk',
  ],
  meaning:
    'Gradient descent leaves a minimiser sharper than 2/η; a statement about the limit, which the last weights exceed by what convergence leaves.',
  quantities: [
    String.raw`$S(W)$, exact, at the last weights, forgiven its error and how far the second-order term, which vanishes in the limit, may move it: $\|\nabla R^1\| \|p\| (L - 1) \max_{j<k} \prod_{i \ne j, k} \|W_i\|$`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => {
    const moment = endOf(run);
    const conditions = convergedDescent(run);
    const converged = conditions.every(({ holds }) => holds === true);
    const rate = learningRateOf(run);
    const { value, error } = moment.sharpness;
    const left = converged ? minimiserAllowance(run).halfWidth : 0;
    return {
      statement: 'classicalThreshold',
      hypothesis: hypothesis(conditions),
      conclusion: conclude('atMost', [
        {
          measured: value,
          bound: rate === null ? NaN : stableSharpness(rate),
          error: error + left + ROUNDING * Math.abs(value),
          place: placeOf(moment),
        },
      ]),
    };
  },
} satisfies Statement;
