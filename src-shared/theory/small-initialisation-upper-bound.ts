import { power } from '../numerics/elementary';
import type { JudgedRun } from './judged-run';
import { judgeMinimiser } from './minimiser-verdict';
import { a1, a2, smallScaleFlow } from './small-scale/hypotheses';
import type { Statement } from './statement';
import type { TheorySetting } from './theory-setting';
import type { StatementVerdict } from './verdict';

function upperBound({ problem, depth }: TheorySetting): number {
  return 8 * depth * problem.lambdaMax * power(problem.wStarNorm, 2 - 2 / depth);
}

/** The proof of Corollary 2: the limit of gradient flow from small initial weights is at most this sharp. */
export const smallInitialisationUpperBound = {
  id: 'smallInitialisationUpperBound',
  title: 'Upper bound on the sharpness reached from small weights',
  subject: 'smallScale',
  citation: 'Corollary 2, its proof',
  formula: String.raw`S(W^{\mathrm{SI}}) \le 8 L \Lambda \|w^\star\|^{2-2/L}`,
  assumptions: [
    'gradient flow',
    'fully connected (d_L = 1, p = 1)',
    '(A1)',
    '(A2): Σ̂ of full rank, ε ≤ 1, ‖w⋆‖ ≥ 1, 32 L √ε ≤ 1',
    'W minimises the risk',
  ],
  meaning: 'Gradient flow from small weights ends at most this sharp.',
  quantities: [String.raw`$S(W)$, exact, at the last weights`],
  cost: 'O(L d³)',
  value: (setting: TheorySetting): number | null =>
    setting.problem.rank < setting.problem.features ? null : upperBound(setting),
  judge: (run: JudgedRun): StatementVerdict =>
    judgeMinimiser('smallInitialisationUpperBound', run, {
      relation: 'atMost',
      bound: upperBound,
      conditions: [...smallScaleFlow(run), ...a1(run), ...a2(run)],
    }),
} satisfies Statement;
