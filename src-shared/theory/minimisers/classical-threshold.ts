import { exp, log } from '../../numerics/elementary';
import { CONVERGED_FRACTION } from '../../training/outcome';
import { conclude } from '../conclusion';
import { hypothesis } from '../conditions';
import { stableSharpness } from '../critical-learning-rate';
import type { JudgedRun } from '../judged-run';
import { minimiserAllowance, relativeExcess } from '../minimiser-hypothesis';
import { endOf, placeOf } from '../places';
import type { Statement } from '../statement';
import type { StatementVerdict } from '../verdict';
import { ROUNDING } from '../minimiser-verdict';
import { convergedDescent, learningRateOf } from './learning-rate-verdict';

/**
 * By how much an unstable direction has to grow to be seen: from the rounding of a step, 2⁻⁵³, to the distance at which
 * weights no longer count as minimising, the root of 10⁻⁸. As a logarithm.
 */
const LOG_GROWTH = log(Math.sqrt(CONVERGED_FRACTION) / (Number.EPSILON / 2));

/**
 * The δ below which a minimiser with S = (1 + δ) 2/η cannot be told from a stable one: gradient descent leaves it by a
 * factor |1 - ηS| = 1 + 2δ a step, and has been near it only since the moment from which on the risk is that of a
 * minimiser.
 */
function undecidedExcess(run: JudgedRun): number {
  const { moments } = run;
  let since = moments.length - 1;
  while (since > 0 && relativeExcess(run, moments[since - 1]!) <= CONVERGED_FRACTION) since -= 1;
  const steps = (endOf(run).step ?? 0) - (moments[since]!.step ?? 0);
  return steps === 0 ? Infinity : (exp(LOG_GROWTH / steps) - 1) / 2;
}

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
    'Gradient descent leaves a minimiser sharper than 2/η; a statement about the limit, which the last weights exceed by what convergence leaves, and by what is too little to drive them away in so many steps.',
  quantities: [
    String.raw`$S(W)$, exact, at the last weights, forgiven its error and how far the second-order term, which vanishes in the limit, may move it: $\|\nabla R^1\| \|p\| (L - 1) \max_{j<k} \prod_{i \ne j, k} \|W_i\|$`,
    String.raw`forgiven besides: the $\delta$ with $(1 + 2\delta)^m = 10^{-4} / 2^{-53}$, $m$ the steps since the risk was that of a minimiser; an instability as slow as that, $S = (1 + \delta)\, 2/\eta$, does not show in them`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict => {
    const moment = endOf(run);
    const conditions = convergedDescent(run);
    const converged = conditions.every(({ holds }) => holds === true);
    const rate = learningRateOf(run);
    const { value, error } = moment.sharpness;
    const bound = rate === null ? NaN : stableSharpness(rate);
    const slow = converged ? undecidedExcess(run) : 0;
    const left = converged ? minimiserAllowance(run).halfWidth + slow * bound : 0;
    return {
      statement: 'classicalThreshold',
      hypothesis: hypothesis(conditions),
      conclusion: conclude('atMost', [
        {
          measured: value,
          bound,
          error: Math.min(error + left + ROUNDING * Math.abs(value), Number.MAX_VALUE),
          place: placeOf(moment),
          // It would forgive any sharpness up to twice the threshold: the run has only just arrived.
          vacuous: slow >= 1,
        },
      ]),
    };
  },
} satisfies Statement;
