import { quantile } from '../../numerics/quantile';
import type { ConclusionVerdict, Relation, StatementVerdict } from '../../theory/verdict';
import type { RunVerdicts } from './verdict-table';

/**
 * measured/bound of one conclusion: at most 1 (for 'atMost') or at least 1 (for 'atLeast') where it holds, and far
 * from 1 where the bound is loose. Null where there is no such ratio: nothing was measured, the bound says nothing, or one
 * of the sides is not positive.
 */
export function ratioOf({ measured, bound, vacuous }: ConclusionVerdict): number | null {
  if (measured === null || bound === null || vacuous) return null;
  if (!(measured > 0) || !(bound > 0)) return null;
  const ratio = measured / bound;
  return Number.isFinite(ratio) ? ratio : null;
}

/** Which runs count for a statement. */
export const POPULATIONS = ['all', 'conclusionHolds', 'bothHold'] as const;
export type Population = (typeof POPULATIONS)[number];

function belongs({ hypothesis, conclusion }: StatementVerdict, population: Population): boolean {
  if (population === 'all') return true;
  return conclusion.holds === true && (population === 'conclusionHolds' || hypothesis.holds === true);
}

/** measured/bound over runs. */
export interface Looseness {
  readonly statement: string;
  readonly relation: Relation;
  /** Runs that have a ratio. */
  readonly n: number;
  readonly median: number;
  readonly least: number;
  readonly greatest: number;
}

/** Of one statement over these runs; null where none has a ratio. */
function loosenessOf(statement: string, conclusions: readonly ConclusionVerdict[]): Looseness | null {
  const ratios = conclusions
    .map(ratioOf)
    .filter((ratio) => ratio !== null)
    .sort((a, b) => a - b);
  if (ratios.length === 0) return null;
  return {
    statement,
    relation: conclusions[0]!.relation,
    n: ratios.length,
    median: quantile(ratios, 0.5),
    least: ratios[0]!,
    greatest: ratios.at(-1)!,
  };
}

/** Of every statement that some of these runs have a ratio of, in the order of the ids. */
export function looseness(
  statements: readonly string[],
  runs: readonly RunVerdicts[],
  population: Population,
): Looseness[] {
  const conclusions = new Map(statements.map((id) => [id, [] as ConclusionVerdict[]]));
  for (const { verdicts } of runs) {
    for (const verdict of verdicts)
      if (belongs(verdict, population)) conclusions.get(verdict.statement)?.push(verdict.conclusion);
  }
  return [...conclusions].map(([id, own]) => loosenessOf(id, own)).filter((row) => row !== null);
}

/** How many times too large or too small a bound is in the median: 1 where it is met exactly, less where it fails. */
export function looseBy({ relation, median }: Looseness): number {
  return relation === 'atLeast' ? median : 1 / median;
}
