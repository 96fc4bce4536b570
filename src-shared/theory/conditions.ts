import type { Condition, HypothesisVerdict } from './verdict';

/** Of statements that assume nothing beyond the setting. */
export const NO_HYPOTHESIS: HypothesisVerdict = hypothesis([]);

/** All conditions together: false where one fails, else undecided where one is, else true. */
export function hypothesis(conditions: readonly Condition[]): HypothesisVerdict {
  const deciding =
    conditions.find(({ holds }) => holds === false) ??
    conditions.find(({ holds }) => holds === null) ??
    conditions.find(({ bound }) => bound !== null);
  return {
    holds: conditions.every(({ holds }) => holds === true) ? true : (deciding?.holds ?? null),
    measured: deciding?.measured ?? null,
    bound: deciding?.bound ?? null,
    conditions,
  };
}

/** measured <= bound, forgiven an error; a number that is not finite fails. */
export function atMost(id: string, text: string, measured: number, bound: number, error = 0): Condition {
  return { id, text, holds: measured <= bound + error, measured: finiteOrNull(measured), bound };
}

/** measured >= bound, forgiven an error; a number that is not finite fails. */
export function atLeast(id: string, text: string, measured: number, bound: number, error = 0): Condition {
  return { id, text, holds: measured >= bound - error, measured: finiteOrNull(measured), bound };
}

/** Overflow, in runs that diverge, measures nothing. */
export function finiteOrNull(measured: number): number | null {
  return Number.isFinite(measured) ? measured : null;
}

/** A condition that is no inequality. */
export function given(id: string, text: string, holds: boolean): Condition {
  return { id, text, holds, measured: null, bound: null };
}
