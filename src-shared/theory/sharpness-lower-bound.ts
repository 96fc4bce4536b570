import { power } from '../numerics/elementary';
import type { JudgedRun } from './judged-run';
import { judgeMinimiser } from './minimiser-verdict';
import type { Statement } from './statement';
import type { TheorySetting } from './theory-setting';
import type { StatementVerdict } from './verdict';

/** The factor ‖w⋆‖^{2-2/L} ‖p‖^{2/L} that every bound on S_min shares. */
export function commonFactor({ problem, depth, projectionNorm }: TheorySetting): number {
  return power(problem.wStarNorm, 2 - 2 / depth) * power(projectionNorm, 2 / depth);
}

function lowerBound(setting: TheorySetting): number {
  return 2 * commonFactor(setting) * setting.depth * setting.problem.a;
}

/** Theorem 2, second lower bound (Theorem 1 is p = 1): no minimiser is flatter. */
export const sharpnessLowerBound = {
  id: 'sharpnessLowerBound',
  title: 'Lower bound on the minimal sharpness',
  subject: 'minimisers',
  citation: 'Theorem 2 (Theorem 1 for p = 1)',
  formula: String.raw`S_{\min} \ge 2 \|w^\star\|^{2-2/L} \|p\|^{2/L} L a`,
  assumptions: ['W minimises the risk'],
  meaning: 'Every minimiser is at least this sharp.',
  quantities: [String.raw`$S(W)$, exact, at the last weights`],
  cost: 'O(L d³)',
  value: lowerBound,
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('sharpnessLowerBound', run, { relation: 'atLeast', bound: lowerBound }),
} satisfies Statement;
