import type { Verdict } from './verdict';

/** How many claims hold, do not, and cannot be told. */
export interface Tally {
  readonly all: number;
  readonly holds: number;
  readonly fails: number;
  readonly undecided: number;
}

export function tally(verdicts: readonly Verdict[]): Tally {
  const count = (wanted: boolean | null): number => verdicts.filter(({ holds }) => holds === wanted).length;
  return { all: verdicts.length, holds: count(true), fails: count(false), undecided: count(null) };
}

/** "8 of 9 claims hold as worded; 1 does not." */
export function tallySaid({ all, holds, fails, undecided }: Tally): string {
  const claims = all === 1 ? 'claim' : 'claims';
  if (undecided === all) return `${all} ${claims}, to be judged once the runs are there.`;
  return [
    `${holds} of ${all} ${claims} ${all === 1 ? 'holds' : 'hold'} as worded`,
    ...(fails > 0 ? [`${fails} ${fails === 1 ? 'does' : 'do'} not`] : []),
    ...(undecided > 0 ? [`${undecided} cannot be told from the runs that are there`] : []),
  ]
    .join('; ')
    .concat('.');
}
