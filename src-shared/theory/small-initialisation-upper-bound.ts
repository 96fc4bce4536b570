import { power } from '../numerics/elementary';
import type { Statement, TheorySetting } from './statement';

/** The proof of Corollary 2: the limit of gradient flow from small initial weights is at most this sharp. */
export const smallInitialisationUpperBound = {
  id: 'smallInitialisationUpperBound',
  title: 'Upper bound on the sharpness reached from small weights',
  citation: 'Corollary 2, its proof',
  formula: String.raw`S(W^{\mathrm{SI}}) \le 8 L \Lambda \|w^\star\|^{2-2/L}`,
  assumptions: [
    'gradient flow',
    'fully connected (d_L = 1, p = 1)',
    '(A1)',
    '(A2): Σ̂ of full rank, ε ≤ 1, ‖w⋆‖ ≥ 1, 32 L √ε ≤ 1',
  ],
  meaning: 'Gradient flow from small weights ends at most this sharp.',
  value: ({ problem, depth }: TheorySetting): number | null =>
    problem.rank < problem.features
      ? null
      : 8 * depth * problem.lambdaMax * power(problem.wStarNorm, 2 - 2 / depth),
} satisfies Statement;
