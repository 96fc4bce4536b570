import type { JudgedRun } from './judged-run';
import { minimalSharpness, MINIMAL_SHARPNESS_ERROR } from './minimal-sharpness';
import { judgeLearningRate } from './minimisers/learning-rate-verdict';
import { ROUNDING } from './minimiser-verdict';
import { sharpnessLowerBound } from './sharpness-lower-bound';
import type { Statement } from './statement';
import type { TheorySetting } from './theory-setting';
import type { StatementVerdict } from './verdict';

/** Classical threshold of gradient descent: a minimiser is stable only where its sharpness is at most this. */
export function stableSharpness(learningRate: number): number {
  return 2 / learningRate;
}

const SHARED = {
  subject: 'minimisers',
  assumptions: [
    'gradient descent, apart from starts of measure zero',
    'it converged to a minimiser of the risk',
  ],
  quantities: [String.raw`$\eta$; whether the run converged`],
  cost: 'O(L d³)',
} as const;

/** Beyond this learning rate no minimiser is stable. It does not say that runs diverge beyond it. */
export const criticalLearningRate = {
  ...SHARED,
  id: 'criticalLearningRate',
  title: 'Critical learning rate',
  citation: 'Section 3, with the exact minimal sharpness',
  formula: String.raw`\eta \le \eta_c = 2 / S_{\min}`,
  meaning: 'Beyond it no minimiser is stable.',
  value: (setting: TheorySetting): number => 2 / minimalSharpness.value(setting),
  judge: (run: JudgedRun): StatementVerdict =>
    judgeLearningRate('criticalLearningRate', run, minimalSharpness.value, MINIMAL_SHARPNESS_ERROR),
} satisfies Statement;

/** The dashed lines of Figure 2: an upper bound of the critical rate, since S_min is at least the lower bound. */
export const criticalLearningRateUpperBound = {
  ...SHARED,
  id: 'criticalLearningRateUpperBound',
  title: 'Upper bound on the critical learning rate',
  citation: 'Section 3, after Theorem 1; Figure 2',
  formula: String.raw`\eta_c \le \left(\|w^\star\|^{2-2/L} \|p\|^{2/L} L a\right)^{-1}`,
  meaning: 'The critical learning rate is at most this.',
  value: (setting: TheorySetting): number => 2 / sharpnessLowerBound.value(setting),
  judge: (run: JudgedRun): StatementVerdict =>
    judgeLearningRate('criticalLearningRateUpperBound', run, sharpnessLowerBound.value, ROUNDING),
} satisfies Statement;
