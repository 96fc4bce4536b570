import { formatNumber } from '../../../composables/number-format';
import type { StatementVerdict, VerdictPlace } from '@shared/theory/verdict';
import type { IconName } from '../../../components/icons';

/**
 * good: the conclusion holds as the hypothesis does. bad: it fails although that holds. open: outside the assumptions of
 * the statement, or it says nothing.
 */
export type VerdictTone = 'good' | 'bad' | 'open';

export interface VerdictWords {
  readonly icon: IconName;
  readonly tone: VerdictTone;
  /** Of the conclusion: "conclusion fails at t = 0.3, k = 2". */
  readonly conclusion: string;
  /** Of the hypothesis, to stand behind that; empty for a statement without one. */
  readonly hypothesis: string;
}

export function verdictWords({ hypothesis, conclusion }: StatementVerdict): VerdictWords {
  const bare = hypothesis.conditions.length === 0;
  const words = (icon: IconName, tone: VerdictTone, said: string, assumed: string): VerdictWords => ({
    icon,
    tone,
    conclusion: said,
    hypothesis: bare ? '' : assumed,
  });
  const { holds } = hypothesis;
  const plainly =
    holds === null ? 'hypothesis undecided' : holds ? 'hypothesis holds' : 'hypothesis does not hold';
  if (conclusion.holds === null) return words('undecided', 'open', 'nothing to measure', plainly);
  if (conclusion.vacuous) {
    return words('undecided', 'open', 'vacuous: its bound says nothing here', plainly);
  }
  if (conclusion.holds) {
    const though = holds === false ? 'the hypothesis does not' : plainly;
    return words('check', holds === true || bare ? 'good' : 'open', 'conclusion holds', though);
  }
  const at = conclusion.firstViolation ? ` at ${placeSaid(conclusion.firstViolation)}` : '';
  if (holds === true) {
    return words('cross', 'bad', `counterexample: conclusion fails${at}`, 'the hypothesis holds');
  }
  const outside = `${plainly}: outside the statement’s assumptions`;
  return words('cross', 'open', `conclusion fails${at}`, outside);
}

/** "t = 0.3 (step 15), k = 2". */
export function placeSaid({ time, step, layer }: VerdictPlace): string {
  const steps = step === null || step === 0 ? '' : ` (step ${step})`;
  return `t = ${formatNumber(time, 3)}${steps}${layer === null ? '' : `, k = ${layer}`}`;
}
