import { OUTCOMES, type Outcome } from '@shared/training/run-result';

/** Columns of `experiment` that count how its finished runs ended; named `runs_…`, since `diverged` alone is a share. */
export const OUTCOME_COLUMNS: readonly { readonly outcome: Outcome; readonly column: string }[] =
  OUTCOMES.map((outcome) => ({ outcome, column: `runs_${outcome}` }));
