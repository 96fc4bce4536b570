import { formatNumber } from '../../../composables/number-format';
import {
  conclusionCount,
  contradictions,
  failuresOutside,
  hypothesisCount,
  type VerdictTally,
} from '@shared/figures/verdicts/verdict-tally';
import type { Relation, VerdictPlace } from '@shared/theory/verdict';

const PERCENT = 100;
/** Larger slacks are told in multiples of the bound. */
const LARGEST_IN_PERCENT = 10;
/** Where more than one digit would mean nothing. */
const HUGE = 1e6;

/** "+3.2 %", "−96 %", "−945×": by how much of its bound an inequality holds, negative where it fails. */
export function slackText(slack: number | null): string {
  if (slack === null) return '–';
  const size = Math.abs(slack);
  const text =
    size < LARGEST_IN_PERCENT
      ? `${formatNumber(PERCENT * size, 3)} %`
      : `${formatNumber(size, size < HUGE ? 3 : 1)}×`;
  return `${slack < 0 ? '−' : '+'}${text}`;
}

export const RELATION_SIGNS: Readonly<Record<Relation, string>> = { atMost: '≤', atLeast: '≥' };

export function placeText({ time, step, layer }: VerdictPlace): string {
  const parts = [`t = ${formatNumber(time)}`];
  if (step !== null) parts.push(`step ${step}`);
  if (layer !== null) parts.push(`layer ${layer}`);
  return parts.join(', ');
}

/** A tally for those who do not see its marks. */
export function tallyText(tally: VerdictTally): string {
  const { runs, vacuous, worst, worstUnderHypothesis } = tally;
  if (runs === 0) return 'no run judged';
  const parts = [
    `hypothesis holds in ${hypothesisCount(tally, 'holds')} of ${runs} runs`,
    `conclusion holds in ${conclusionCount(tally, 'holds')}`,
  ];
  if (contradictions(tally) > 0) parts.unshift(`contradicted in ${contradictions(tally)}`);
  if (failuresOutside(tally) > 0) {
    parts.push(`fails outside the statement’s assumptions in ${failuresOutside(tally)}`);
  }
  if (vacuous > 0) parts.push(`bound says nothing in ${vacuous}`);
  if (worst !== null) parts.push(`worst slack ${slackText(worst.slack)}`);
  if (worstUnderHypothesis !== null)
    parts.push(`where the hypothesis holds ${slackText(worstUnderHypothesis.slack)}`);
  return parts.join('; ');
}
