import { formatNumber, formatSetting } from '../figures/format-number';
import { conclusionCount, contradictions, hypothesisCount } from '../figures/verdicts/verdict-tally';
import type { ComparisonAnswer } from './answer';
import type { DifferenceOptions, LeftOutCounts } from './difference-statistics';
import { range } from './shown-values';
import type { SpecDifference } from './spec-differences';
import type { RateCount, Ratio, TheoryBesideRow } from './theory-beside';

/** A comparison as tables of words and numbers: for reports, the command line and the clipboard. */
export interface ComparisonTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** From this column on there are numbers. */
  readonly numbersFrom: number;
  /** What has to be said with it, as sentences. */
  readonly notes: readonly string[];
}

export function comparisonTables(answer: ComparisonAnswer, options: DifferenceOptions): ComparisonTable[] {
  return [
    sidesTable(answer),
    differencesTable(answer),
    theoryTable(answer),
    verdictsTable(answer),
    statisticsTable(answer, options),
    outcomesTable(answer, options),
  ].filter(({ rows, notes }) => rows.length > 0 || notes.length > 0);
}

function sidesTable({ sides }: ComparisonAnswer): ComparisonTable {
  const unfinished = sides.filter(({ runs, finished, failed }) => finished + failed < runs);
  return {
    title: 'What is compared',
    header: ['side', 'experiment', 'id', 'finished', 'of', 'failed'],
    rows: sides.map(({ name, experimentName, experiment, finished, runs, failed }) => [
      name,
      experimentName,
      experiment,
      String(finished),
      String(runs),
      String(failed),
    ]),
    numbersFrom: 3,
    notes: unfinished.length === 0 ? [] : ['Runs are missing: numbers are over those that have finished.'],
  };
}

function differencesTable({ sides, differences }: ComparisonAnswer): ComparisonTable {
  return {
    title: 'Differences of the specs',
    header: ['', ...sides.map(({ name }) => name)],
    rows: differences.map(({ title, values }) => [title, ...values.map(differenceText)]),
    numbersFrom: Infinity,
    notes:
      differences.length === 0
        ? ['The specs agree in everything that can change a result.']
        : ['All other fields agree. Names and the paths of files change no result and are left out.'],
  };
}

/** "0.1, 0.2, 0.3 (more: 0.3)". */
export function differenceText({ text, added, missing }: SpecDifference['values'][number]): string {
  if (text === null) return '–';
  const said = [
    ...(added.length > 0 ? [`more: ${range(added)}`] : []),
    ...(missing.length > 0 ? [`less: ${range(missing)}`] : []),
  ];
  return said.length === 0 ? text : `${text} (${said.join('; ')})`;
}

function theoryTable({ sides, theory }: ComparisonAnswer): ComparisonTable {
  return {
    title: 'Theory beside measurement',
    header: [
      'side',
      'depth',
      'lower bound',
      'S_min',
      'upper bound',
      '2/S_min',
      '2/lower bound',
      'sharpness',
      '95 %',
      'n',
      'networks',
      'over S_min',
      '95 %',
      'most converged up to η',
      'all converged up to η',
      'all diverged from η',
    ],
    rows: theory.map((row) => [
      sides[row.side]!.name,
      String(row.depth),
      ...[
        row.bounds.lower,
        row.bounds.exact,
        row.bounds.upper,
        row.bounds.criticalLearningRate,
        row.bounds.criticalLearningRateUpperBound,
      ].map((value) => formatNumber(value)),
      ...measuredWords(row),
      ...[row.rates.mostConverged, row.rates.allConverged, row.rates.allDiverged].map(rateText),
    ]),
    numbersFrom: 1,
    notes: [
      'Bounds of Theorem 2 and S_min hold for minimisers of linear networks. Sharpness: mean exact sharpness after training over the runs that converged, with Student’s 95 % interval; runs that started from the same network are one group, n counts runs.',
      ...(theory.some(({ applies }) => !applies)
        ? [
            'With GELU between the layers these are the numbers of the linear network on the same data: they bound nothing there.',
          ]
        : []),
    ],
  };
}

function measuredWords({ sharpness }: TheoryBesideRow): string[] {
  if (sharpness === null) return ['–', '–', '0', '0', '–', '–'];
  const { mean, interval, n, clusters, overExact } = sharpness;
  return [
    formatNumber(mean),
    intervalText(interval),
    String(n),
    String(clusters),
    formatNumber(overExact.value),
    intervalText(overExact.interval),
  ];
}

export function intervalText(interval: Ratio['interval']): string {
  return interval === null ? '–' : `${formatNumber(interval[0], 4)} to ${formatNumber(interval[1], 4)}`;
}

export function rateText(rate: RateCount | null): string {
  return rate === null ? '–' : `${formatSetting(rate.learningRate)} (${rate.count} of ${rate.finished})`;
}

function verdictsTable({ sides, theory }: ComparisonAnswer): ComparisonTable {
  const judged = theory.filter(({ verdicts }) => verdicts !== null);
  const unjudged = theory.filter(({ verdicts, applies }) => verdicts === null && applies);
  return {
    title: 'Statements held against the runs',
    header: [
      'statement',
      'side',
      'depth',
      'judged runs',
      'hypothesis holds',
      'conclusion holds',
      'contradicted',
    ],
    rows: judged.flatMap(({ side, depth, verdicts }) =>
      verdicts!.statements.map(({ statement, tally }) => [
        statement,
        sides[side]!.name,
        String(depth),
        String(tally.runs),
        String(hypothesisCount(tally, 'holds')),
        String(conclusionCount(tally, 'holds')),
        String(contradictions(tally)),
      ]),
    ),
    numbersFrom: 2,
    notes:
      unjudged.length === 0
        ? []
        : [
            `Not judged: ${[...new Set(unjudged.map(({ side }) => sides[side]!.name))].join(', ')}. Hold the statements against the runs first (Theory, Verdicts; or "lab verdicts").`,
          ],
  };
}

const CELL_HEADER = ['side', 'η', 'scale', 'L'];

function cellWords(
  { sides }: ComparisonAnswer,
  side: number,
  { first, second }: ComparisonAnswer['statistics'][number]['cells'][number],
): string[] {
  const both = (a: number, b: number): string =>
    formatSetting(a) === formatSetting(b) ? formatSetting(a) : `${formatSetting(a)} | ${formatSetting(b)}`;
  return [
    sides[side]!.name,
    both(first.learningRate, second.learningRate),
    both(first.scale, second.scale),
    both(first.depth, second.depth),
  ];
}

function statisticsTable(answer: ComparisonAnswer, options: DifferenceOptions): ComparisonTable {
  const first = answer.sides[0]?.name ?? '';
  return {
    title: `Differences of ${options.measure} from ${first}`,
    header: [...CELL_HEADER, 'paired', 'n', 'means', 'difference', '95 %', 'p', 'Holm', 'left out'],
    rows: answer.statistics.flatMap(({ side, cells }) =>
      cells.map((row) => [
        ...cellWords(answer, side, row),
        row.paired ? 'yes' : 'no',
        ...(row.measure === null
          ? ['0', '–', '–', '–', '–', '–']
          : [
              countText(row.measure.n),
              row.measure.means.map((mean) => formatNumber(mean)).join(' | '),
              formatNumber(row.measure.difference),
              intervalText(row.measure.interval),
              formatNumber(row.measure.pValue, 2),
              formatNumber(row.measure.adjusted, 2),
            ]),
        leftOutText(row.leftOut),
      ]),
    ),
    numbersFrom: 1,
    notes: [
      intervalSaid(options),
      'Paired: run i of both starts from the same random numbers. p: two-sided, of no difference; Holm: adjusted over all cells of all sides.',
      ...answer.statistics.flatMap(({ side }) => sameRunsNote(answer, side) ?? []),
      ...unmatchedNotes(answer),
    ],
  };
}

export function intervalSaid({ interval }: DifferenceOptions): string {
  return interval === 'student'
    ? 'Difference of the means, minus that of the first side, with Student’s 95 % interval: of the differences where runs are paired, else Welch’s.'
    : 'Difference of the means, minus that of the first side, with its 95 % bootstrap interval (percentiles of 1000 resamples); p is Student’s.';
}

/** That runs are not compared with others, but with themselves; null where none are. */
export function sameRunsNote({ sides }: ComparisonAnswer, side: number): string | null {
  const { name, finished, sameAsFirst } = sides[side]!;
  if (sameAsFirst === 0) return null;
  const some = sameAsFirst === finished ? `All ${finished}` : `${sameAsFirst} of ${finished}`;
  return `${some} finished runs of ${name} are the same runs as those of ${sides[0]!.name}, bit for bit, as an extension takes them over: where only these are compared, differences are 0 and there is no p.`;
}

export function unmatchedNotes({ sides, statistics }: ComparisonAnswer): string[] {
  return statistics.flatMap(({ side, unmatched: [first, second] }) =>
    first + second === 0
      ? []
      : [
          `Cells without a counterpart: ${first} of ${sides[0]!.name}, ${second} of ${sides[side]!.name} (another learning rate, scale or depth).`,
        ],
  );
}

function countText([first, second]: readonly [number, number]): string {
  return first === second ? String(first) : `${first} | ${second}`;
}

const LEFT_OUT_WORDS: Record<keyof LeftOutCounts, string> = {
  unplanned: 'on one side only',
  missing: 'not computed yet',
  failed: 'failed',
  diverged: 'diverged',
  unmeasured: 'not measured',
};

/** "2 diverged, 1 failed". */
export function leftOutText(leftOut: LeftOutCounts): string {
  return (Object.keys(LEFT_OUT_WORDS) as (keyof LeftOutCounts)[])
    .flatMap((reason) => (leftOut[reason] ? [`${leftOut[reason]} ${LEFT_OUT_WORDS[reason]}`] : []))
    .join(', ');
}

function outcomesTable(answer: ComparisonAnswer, { outcome }: DifferenceOptions): ComparisonTable {
  const first = answer.sides[0]?.name ?? '';
  return {
    title: `Differences of the probability to end as ${outcome} from ${first}`,
    header: [...CELL_HEADER, 'paired', 'n', 'counts', 'difference', '95 %', 'p', 'Holm'],
    rows: answer.statistics.flatMap(({ side, cells }) =>
      cells.map((row) => [
        ...cellWords(answer, side, row),
        row.paired ? 'yes' : 'no',
        ...(row.outcome === null
          ? ['0', '–', '–', '–', '–', '–']
          : [
              countText(row.outcome.n),
              row.outcome.counts.join(' | '),
              formatNumber(row.outcome.difference, 3),
              intervalText(row.outcome.interval),
              formatNumber(row.outcome.pValue, 2),
              formatNumber(row.outcome.adjusted, 2),
            ]),
      ]),
    ),
    numbersFrom: 1,
    notes: [
      'Newcombe’s 95 % interval, made of Wilson’s; p: McNemar’s exact test of pairs, Fisher’s of independent samples.',
    ],
  };
}
