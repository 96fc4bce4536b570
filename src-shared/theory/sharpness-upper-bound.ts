import { commonFactor } from './sharpness-lower-bound';
import type { Statement, TheorySetting } from './statement';

/** Theorem 2, upper bound: some minimiser is at least this flat. */
export const sharpnessUpperBound = {
  id: 'sharpnessUpperBound',
  title: 'Upper bound on the minimal sharpness',
  citation: 'Theorem 2 (Theorem 1 for p = 1)',
  formula: String.raw`S_{\min} \le 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} \sqrt{(2L-1)\Lambda^2 + (L-1)^2 a^2}`,
  assumptions: [],
  meaning: 'The flattest minimiser is at most this sharp.',
  value: (setting: TheorySetting): number => {
    const { depth, problem } = setting;
    const spread = (2 * depth - 1) * problem.lambdaMax * problem.lambdaMax;
    const along = (depth - 1) * (depth - 1) * problem.a * problem.a;
    return 2 * commonFactor(setting) * Math.sqrt(spread + along);
  },
} satisfies Statement;
