import { minimalSharpness } from './minimal-sharpness';
import { sharpnessLowerBound } from './sharpness-lower-bound';
import type { Statement, TheorySetting } from './statement';

/** Classical threshold of gradient descent: a minimiser is stable only where its sharpness is at most this. */
export function stableSharpness(learningRate: number): number {
  return 2 / learningRate;
}

/** Beyond this learning rate no minimiser is stable. It does not say that runs diverge beyond it. */
export const criticalLearningRate = {
  id: 'criticalLearningRate',
  title: 'Critical learning rate',
  citation: 'Section 3 with the exact S_min',
  formula: String.raw`\eta_c = 2 / S_{\min}`,
  assumptions: ['gradient descent, apart from starts of measure zero'],
  meaning: 'Beyond it no minimiser is stable.',
  value: (setting: TheorySetting): number => 2 / minimalSharpness.value(setting),
} satisfies Statement;

/** The dashed lines of Figure 2: an upper bound of the critical rate, since S_min is at least the lower bound. */
export const criticalLearningRateUpperBound = {
  id: 'criticalLearningRateUpperBound',
  title: 'Upper bound on the critical learning rate',
  citation: 'Section 3, after Theorem 1; Figure 2',
  formula: String.raw`\eta_c \le \left(\|w^\star\|^{2-2/L} \|p\|^{2/L} L a\right)^{-1}`,
  assumptions: ['gradient descent, apart from starts of measure zero'],
  meaning: 'The critical learning rate is at most this.',
  value: (setting: TheorySetting): number => 2 / sharpnessLowerBound.value(setting),
} satisfies Statement;
