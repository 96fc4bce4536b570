import { slackOf } from '../conclusion';
import { hypothesis } from '../conditions';
import type { JudgedRun } from '../judged-run';
import { placeOf, startOf } from '../places';
import type { Statement } from '../statement';
import type { Condition, Relation, StatementVerdict } from '../verdict';
import { a1, a2 } from './hypotheses';

/**
 * An assumption as a statement: each part a condition, all of them together hypothesis and conclusion alike, whose
 * numbers are those of the first part that fails, else of the first: the inequality that the start's size decides.
 */
function judgeAssumption(
  statement: string,
  run: JudgedRun,
  parts: readonly { readonly condition: Condition; readonly relation: Relation }[],
): StatementVerdict {
  const assumed = hypothesis(parts.map(({ condition }) => condition));
  const failing = parts.find(({ condition }) => condition.holds === false);
  const shown = failing ?? parts[0]!;
  const { measured, bound } = shown.condition;
  const place = placeOf(startOf(run));
  return {
    statement,
    hypothesis: assumed,
    conclusion: {
      holds: assumed.holds,
      measured,
      bound,
      relation: shown.relation,
      slack: measured === null || bound === null ? null : slackOf(shown.relation, measured, bound),
      error: 0,
      worst: place,
      firstViolation: failing === undefined ? null : place,
      vacuous: false,
    },
  };
}

/** (A1). */
export const assumptionA1 = {
  id: 'assumptionA1',
  title: 'Assumption (A1)',
  subject: 'smallScale',
  citation: 'Section 4, (A1)',
  formula: String.raw`R^L(W(0)) \le R_0, \quad \nabla R^L(W(0)) \ne 0`,
  assumptions: [],
  meaning: 'The start is no worse than zero weights, and gradient flow leaves it.',
  quantities: [
    String.raw`$R_0 - R(W(0)) = w_{\mathrm{prod}}^\top \hat\Sigma (2 w^\star - w_{\mathrm{prod}})$, without cancellation`,
    String.raw`$\|\nabla R(W(0))\|_F$`,
  ],
  cost: 'O(L d²)',
  judge: (run: JudgedRun): StatementVerdict => {
    const [below, moving] = a1(run);
    return judgeAssumption('assumptionA1', run, [
      { condition: below!, relation: 'atMost' },
      { condition: moving!, relation: 'atLeast' },
    ]);
  },
} satisfies Statement;

/** (A2). */
export const assumptionA2 = {
  id: 'assumptionA2',
  title: 'Assumption (A2)',
  subject: 'smallScale',
  citation: 'Section 4, (A2)',
  formula: String.raw`\operatorname{rank}\hat\Sigma = d, \quad \varepsilon \le 1, \quad \|w^\star\| \ge 1, \quad 32 L \sqrt{\varepsilon} \le 1`,
  assumptions: [],
  meaning: 'The data have full rank, the target is not small, and the start is small for the depth.',
  quantities: [
    String.raw`$\varepsilon = 3 \max_k \|W_k(0)\|_F^2 + 2 \sum_k \|W_k(0) W_k(0)^\top - W_{k+1}(0)^\top W_{k+1}(0)\|$`,
    String.raw`the rank of $\hat\Sigma$; $\|w^\star\|$, at least 1 up to 8 units in the last place`,
  ],
  cost: 'O(L d³)',
  judge: (run: JudgedRun): StatementVerdict =>
    judgeAssumption(
      'assumptionA2',
      run,
      a2(run).map((condition) => ({
        condition,
        relation: ['fullRank', 'largeSolution'].includes(condition.id) ? 'atLeast' : 'atMost',
      })),
    ),
} satisfies Statement;
