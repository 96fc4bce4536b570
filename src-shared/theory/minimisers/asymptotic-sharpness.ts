import type { Statement } from '../statement';
import type { TheorySetting } from '../theory-setting';

/** After Theorem 2: what both of its bounds approach as L grows. */
export const asymptoticSharpness = {
  id: 'asymptoticSharpness',
  title: 'Minimal sharpness of deep networks',
  subject: 'minimisers',
  citation: 'Section 3, after Theorem 2',
  formula: String.raw`S_{\min} \sim 2 \|w^\star\|^2 L a, \quad L \to \infty`,
  assumptions: ['L is large'],
  meaning: 'The minimal sharpness grows linearly with depth, whatever the output vector p.',
  value: ({ problem, depth }: TheorySetting): number =>
    2 * problem.wStarNorm * problem.wStarNorm * depth * problem.a,
} satisfies Statement;

/** The one-dimensional example after Theorem 2. */
export const toyProduct = {
  id: 'toyProduct',
  title: 'A product of numbers',
  subject: 'minimisers',
  citation: 'Section 3, after Theorem 2 (Mulayoff and Michaeli, 2020)',
  formula: String.raw`f(x) = \prod_{k=1}^L x_k: \quad \lambda_{\max}(\nabla^2 f(1, \dots, 1)) = L - 1`,
  assumptions: ['L ≥ 2'],
  meaning: 'The function’s value does not depend on depth, its sharpness does.',
  value: ({ depth }: TheorySetting): number | null => (depth < 2 ? null : depth - 1),
} satisfies Statement;
