import { power } from '../numerics/elementary';
import type { Statement, TheorySetting } from './statement';

/** The factor ‖w⋆‖^{2-2/L} ‖p‖^{2/L} that every bound on S_min shares. */
export function commonFactor({ problem, depth, projectionNorm }: TheorySetting): number {
  return power(problem.wStarNorm, 2 - 2 / depth) * power(projectionNorm, 2 / depth);
}

/** Theorem 2, second lower bound (Theorem 1 is p = 1): no minimiser is flatter. */
export const sharpnessLowerBound = {
  id: 'sharpnessLowerBound',
  title: 'Lower bound on the minimal sharpness',
  citation: 'Theorem 2 (Theorem 1 for p = 1)',
  formula: String.raw`S_{\min} \ge 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} L a`,
  assumptions: ['W minimises the risk'],
  meaning: 'Every minimiser is at least this sharp.',
  value: (setting: TheorySetting): number => 2 * commonFactor(setting) * setting.depth * setting.problem.a,
} satisfies Statement;
