import { STATEMENTS } from '@shared/catalogue';
import type { ComparisonAnswer } from '@shared/compare/answer';
import type { MeasuredSharpness, Ratio, RateCount, TheoryBesideRow } from '@shared/compare/theory-beside';
import { conclusionCount, contradictions, hypothesisCount } from '@shared/figures/verdicts/verdict-tally';
import { THEORY_TERMS } from '../../components/theory-terms';
import { formatNumber, formatSetting } from '../../composables/number-format';

/** Theory beside measurement as tables: groups of rows, a cell a side and depth. */

export interface BesideCell {
  /** A number that was computed, or words. */
  readonly value: number | string | null;
  /** What stands beside it: its interval, or of how many. */
  readonly aside: string;
  /** Why there is none. */
  readonly missing: string;
  readonly alarming: boolean;
}

export interface BesideRow {
  readonly key: string;
  readonly words: string;
  /** In TeX, before the words. */
  readonly before: string | null;
  /** In TeX, after the words. */
  readonly after: string | null;
  readonly about: string | null;
  readonly cells: readonly BesideCell[];
}

export interface BesideGroup {
  readonly title: string;
  readonly rows: readonly BesideRow[];
}

const NO_RUN = 'no run converged';
const RATIOS = [
  { key: 'overLower', words: 'Over the lower bound', after: null },
  { key: 'overExact', words: 'Over', after: String.raw`S_{\min}` },
  { key: 'overUpper', words: 'Over the upper bound', after: null },
] as const;
const RATES = [
  { key: 'mostConverged', words: 'Most runs converged up to' },
  { key: 'allConverged', words: 'All runs converged up to' },
  { key: 'allDiverged', words: 'All runs diverged from' },
] as const;

export function theoryGroups({ theory }: Pick<ComparisonAnswer, 'theory'>): BesideGroup[] {
  return [
    { title: 'Theory of minimisers', rows: boundsRows(theory) },
    { title: 'Sharpness after training, of the runs that converged', rows: sharpnessRows(theory) },
    { title: 'Learning rates, over all scales', rows: rateRows(theory) },
    { title: 'Verdicts: hypothesis (H) and conclusion (C) hold', rows: verdictRows(theory) },
  ];
}

function boundsRows(rows: readonly TheoryBesideRow[]): BesideRow[] {
  return THEORY_TERMS.filter(({ key }) => key !== 'smallInitialisationUpper').map(
    ({ key, tex, words, about }) =>
      row({ key, words, before: tex, about }, rows, ({ bounds }) => cell(bounds[key], '', 'not available')),
  );
}

function sharpnessRows(rows: readonly TheoryBesideRow[]): BesideRow[] {
  const of = (
    head: Head,
    value: (sharpness: MeasuredSharpness) => number | string,
    aside: (sharpness: MeasuredSharpness) => string,
  ): BesideRow =>
    row(head, rows, ({ sharpness }) =>
      sharpness === null ? cell(null, '', NO_RUN) : cell(value(sharpness), aside(sharpness), NO_RUN),
    );
  return [
    of(
      { key: 'mean', words: 'Mean' },
      ({ mean }) => mean,
      ({ interval }) => intervalSaid(interval),
    ),
    of(
      {
        key: 'runs',
        words: 'Runs',
        about: 'Runs that started from one network are not independent: the interval counts networks.',
      },
      ({ n }) => String(n),
      ({ clusters }) => `from ${clusters} ${clusters === 1 ? 'network' : 'networks'}`,
    ),
    ...RATIOS.map(({ key, words, after }) =>
      of(
        { key, words, after },
        (sharpness) => sharpness[key].value,
        (sharpness) => intervalSaid(sharpness[key].interval),
      ),
    ),
  ];
}

function rateRows(rows: readonly TheoryBesideRow[]): BesideRow[] {
  return RATES.map(({ key, words }) => row({ key, words }, rows, ({ rates }) => rateCell(rates[key])));
}

function rateCell(rate: RateCount | null): BesideCell {
  return rate === null
    ? cell(null, '', 'at no learning rate of this experiment')
    : cell(formatSetting(rate.learningRate), `${rate.count} of ${rate.finished} runs`, '');
}

function verdictRows(rows: readonly TheoryBesideRow[]): BesideRow[] {
  const missing = 'not judged: Theory, Verdicts judges them';
  const judged = rows.find(({ verdicts }) => verdicts !== null)?.verdicts?.statements ?? [];
  return [
    row({ key: 'judged', words: 'Runs judged' }, rows, ({ verdicts }) =>
      verdicts === null
        ? cell('not judged', '', missing)
        : cell(String(verdicts.judged), `of ${verdicts.finished}`, missing),
    ),
    ...judged.map(({ statement }) =>
      row({ key: statement, words: titleOf(statement) }, rows, ({ verdicts }) => {
        const tally = verdicts?.statements.find((own) => own.statement === statement)?.tally;
        if (tally === undefined) return cell(null, '', missing);
        const against = contradictions(tally);
        return {
          ...cell(
            `H ${hypothesisCount(tally, 'holds')}, C ${conclusionCount(tally, 'holds')}`,
            against > 0 ? `contradicted by ${against}` : `of ${tally.runs}`,
            missing,
          ),
          alarming: against > 0,
        };
      }),
    ),
  ];
}

function titleOf(statement: string): string {
  return STATEMENTS.find(({ id }) => id === statement)?.title ?? statement;
}

type Head = Pick<BesideRow, 'key' | 'words'> & Partial<Pick<BesideRow, 'before' | 'after' | 'about'>>;

function row(
  head: Head,
  rows: readonly TheoryBesideRow[],
  cellOf: (row: TheoryBesideRow) => BesideCell,
): BesideRow {
  return { before: null, after: null, about: null, ...head, cells: rows.map(cellOf) };
}

function cell(value: number | string | null, aside: string, missing: string): BesideCell {
  return { value, aside, missing, alarming: false };
}

function intervalSaid(interval: Ratio['interval']): string {
  return interval === null ? 'n = 1' : `${formatNumber(interval[0], 3)} to ${formatNumber(interval[1], 3)}`;
}
