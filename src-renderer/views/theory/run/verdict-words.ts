import { formatNumber } from '../../../composables/number-format';
import type { StatementVerdict, VerdictPlace } from '@shared/theory/verdict';
import type { IconName } from '../../../components/icons';

/** good: the conclusion holds. bad: it fails although the hypothesis holds. open: it fails or says nothing without one. */
export type VerdictTone = 'good' | 'bad' | 'open';

export interface VerdictWords {
  readonly icon: IconName;
  readonly tone: VerdictTone;
  /** Of the conclusion: "fails at t = 0.3, k = 2". */
  readonly conclusion: string;
  /** Of the hypothesis; empty for a statement without one. */
  readonly hypothesis: string;
}

export function verdictWords({ hypothesis, conclusion }: StatementVerdict): VerdictWords {
  const assumed =
    hypothesis.conditions.length === 0
      ? ''
      : hypothesis.holds === null
        ? 'hypothesis undecided'
        : hypothesis.holds
          ? 'hypothesis holds'
          : 'hypothesis false';
  const words = (icon: IconName, tone: VerdictTone, said: string): VerdictWords => ({
    icon,
    tone,
    conclusion: said,
    hypothesis: assumed,
  });
  if (conclusion.holds === null) return words('undecided', 'open', 'nothing to measure');
  if (conclusion.vacuous) return words('undecided', 'open', 'vacuous: its bound says nothing here');
  if (conclusion.holds) return words('check', 'good', 'holds');
  const at = conclusion.firstViolation ? ` at ${placeSaid(conclusion.firstViolation)}` : '';
  return words('cross', hypothesis.holds === true ? 'bad' : 'open', `fails${at}`);
}

/** "t = 0.3 (step 15), k = 2". */
export function placeSaid({ time, step, layer }: VerdictPlace): string {
  const steps = step === null || step === 0 ? '' : ` (step ${step})`;
  return `t = ${formatNumber(time, 3)}${steps}${layer === null ? '' : `, k = ${layer}`}`;
}
