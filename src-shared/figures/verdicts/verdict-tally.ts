import type { StatementVerdict } from '../../theory/verdict';
import type { RunPlace } from '../../training/run-result';

/** 'undecided': what the paper prints does not decide it, or nothing could be measured. */
export const TRUTHS = ['holds', 'fails', 'undecided'] as const;
export type Truth = (typeof TRUTHS)[number];

export function truthOf(holds: boolean | null): Truth {
  if (holds === null) return 'undecided';
  return holds ? 'holds' : 'fails';
}

/** A conclusion that holds with less slack than this is tight: a twentieth of its bound. */
export const TIGHT_SLACK = 0.05;

/** The run at which a conclusion is closest to failing, or fails most. */
export interface WorstRun extends RunPlace {
  readonly slack: number;
  readonly measured: number | null;
  readonly bound: number | null;
}

/** One statement held against several runs. */
export interface VerdictTally {
  readonly runs: number;
  /** Runs by hypothesis, then by conclusion; all nine sum to `runs`. */
  readonly combinations: Readonly<Record<Truth, Readonly<Record<Truth, number>>>>;
  /** Runs whose bound says nothing. */
  readonly vacuous: number;
  /** Runs whose conclusion holds with a slack below TIGHT_SLACK; vacuous ones do not count. */
  readonly tight: number;
  /** Of all runs. */
  readonly worst: WorstRun | null;
  /** Of those whose hypothesis holds: of these alone the statement speaks. */
  readonly worstUnderHypothesis: WorstRun | null;
}

const none = (): Record<Truth, number> => ({ holds: 0, fails: 0, undecided: 0 });

export const NO_RUNS: VerdictTally = {
  runs: 0,
  combinations: { holds: none(), fails: none(), undecided: none() },
  vacuous: 0,
  tight: 0,
  worst: null,
  worstUnderHypothesis: null,
};

export function tallyOf({ cell, repetition }: RunPlace, verdict: StatementVerdict): VerdictTally {
  const { hypothesis, conclusion } = verdict;
  const { slack, measured, bound, vacuous } = conclusion;
  const combinations = { holds: none(), fails: none(), undecided: none() };
  combinations[truthOf(hypothesis.holds)][truthOf(conclusion.holds)] = 1;
  const tight = conclusion.holds === true && !vacuous && slack !== null && slack < TIGHT_SLACK;
  const worst = slack === null || vacuous ? null : { cell, repetition, slack, measured, bound };
  return {
    runs: 1,
    combinations,
    vacuous: vacuous ? 1 : 0,
    tight: tight ? 1 : 0,
    worst,
    worstUnderHypothesis: hypothesis.holds === true ? worst : null,
  };
}

export function merged(tallies: readonly VerdictTally[]): VerdictTally {
  const combinations = { holds: none(), fails: none(), undecided: none() };
  let [runs, vacuous, tight] = [0, 0, 0];
  let worst: WorstRun | null = null;
  let worstUnderHypothesis: WorstRun | null = null;
  for (const tally of tallies) {
    runs += tally.runs;
    vacuous += tally.vacuous;
    tight += tally.tight;
    for (const hypothesis of TRUTHS)
      for (const conclusion of TRUTHS)
        combinations[hypothesis][conclusion] += tally.combinations[hypothesis][conclusion];
    worst = worseOf(worst, tally.worst);
    worstUnderHypothesis = worseOf(worstUnderHypothesis, tally.worstUnderHypothesis);
  }
  return { runs, combinations, vacuous, tight, worst, worstUnderHypothesis };
}

/** Of equals the first, so that the order of the runs decides nothing but ties. */
function worseOf(one: WorstRun | null, other: WorstRun | null): WorstRun | null {
  return other !== null && (one === null || other.slack < one.slack) ? other : one;
}

/** Runs whose hypothesis is so. */
export function hypothesisCount({ combinations }: VerdictTally, truth: Truth): number {
  return TRUTHS.reduce((sum, conclusion) => sum + combinations[truth][conclusion], 0);
}

/** Runs whose conclusion is so. */
export function conclusionCount({ combinations }: VerdictTally, truth: Truth): number {
  return TRUTHS.reduce((sum, hypothesis) => sum + combinations[hypothesis][truth], 0);
}

/** Runs that contradict the statement: its hypothesis holds and its conclusion fails. */
export function contradictions({ combinations }: VerdictTally): number {
  return combinations.holds.fails;
}

/** Runs whose conclusion fails, but outside the statement's assumptions: its hypothesis does not hold, or is undecided. */
export function failuresOutside(tally: VerdictTally): number {
  return conclusionCount(tally, 'fails') - contradictions(tally);
}
