import { commonFactor } from './sharpness-lower-bound';
import { conclude } from './conclusion';
import { NO_HYPOTHESIS } from './conditions';
import type { JudgedRun } from './judged-run';
import { MINIMAL_SHARPNESS_ERROR, minimalSharpness } from './minimal-sharpness';
import type { Statement } from './statement';
import type { TheorySetting } from './theory-setting';
import type { StatementVerdict } from './verdict';

function upperBound(setting: TheorySetting): number {
  const { depth, problem } = setting;
  const spread = (2 * depth - 1) * problem.lambdaMax * problem.lambdaMax;
  const along = (depth - 1) * (depth - 1) * problem.a * problem.a;
  return 2 * commonFactor(setting) * Math.sqrt(spread + along);
}

/** Theorem 2, upper bound: some minimiser is at least this flat. */
export const sharpnessUpperBound = {
  id: 'sharpnessUpperBound',
  title: 'Upper bound on the minimal sharpness',
  subject: 'minimisers',
  citation: 'Theorem 2 (Theorem 1 for p = 1)',
  formula: String.raw`S_{\min} \le 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} \sqrt{(2L-1)\Lambda^2 + (L-1)^2 a^2}`,
  assumptions: [],
  meaning: 'The flattest minimiser is at most this sharp.',
  quantities: [String.raw`$S_{\min}$, exact, of the data, depth and $p$: no run is needed`],
  cost: 'O(d³)',
  value: upperBound,
  judge: ({ setting }: JudgedRun): StatementVerdict => {
    const measured = minimalSharpness.value(setting);
    const error = MINIMAL_SHARPNESS_ERROR * measured;
    return {
      statement: 'sharpnessUpperBound',
      hypothesis: NO_HYPOTHESIS,
      conclusion: conclude('atMost', [{ measured, bound: upperBound(setting), error, place: null }]),
    };
  },
} satisfies Statement;
