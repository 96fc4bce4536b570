import type { RunRecord } from '../contract/records';
import type { Cell } from '../experiment/plan';
import type { Summary } from '../numerics/statistics';
import type { Outcome } from '../training/run-result';
import { cellSamples, FINAL_MEASURES, INITIAL_MEASURES, type CellSample } from './cell-samples';
import { summariseWith, type Interval } from './interval';

/** What was measured in one cell of an experiment. */
export interface CellRow {
  readonly learningRate: number;
  readonly scale: number;
  readonly depth: number;
  /** Runs of the plan. */
  readonly runs: number;
  readonly finished: number;
  /** Runs that could not be computed. */
  readonly failed: number;
  /** As the authors count: finished runs whose final published sharpness is not a number. */
  readonly diverged: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly initialSharpness: Summary | null;
  readonly initialSharpnessAsPublished: Summary | null;
  readonly initialSquaredDistance: Summary | null;
  readonly finalSharpness: Summary | null;
  readonly finalSharpnessAsPublished: Summary | null;
  readonly finalSquaredDistance: Summary | null;
  readonly finalRisk: Summary | null;
  readonly finalTestRisk: Summary | null;
}

/** What of a cell its counts tell: known while an experiment runs. */
export type CellCounts = Pick<
  CellRow,
  'learningRate' | 'scale' | 'depth' | 'runs' | 'finished' | 'failed' | 'diverged' | 'outcomes'
>;

/** What a row summarises: the initial measures over all finished runs, the final ones over those that did not diverge. */
export const SUMMARISED = [...INITIAL_MEASURES, ...FINAL_MEASURES] as const;
export type SummarisedMeasure = (typeof SUMMARISED)[number];

export interface TableOptions {
  /** What `ci95` of the summaries is; by default 'normal'. A bootstrap costs a thousand times its runs. */
  readonly interval?: Interval;
  /** The measures to summarise; the others are null. By default all. */
  readonly measures?: readonly SummarisedMeasure[];
}

/** One row a cell, in the order of the plan, from the ended runs in any order. */
export function cellTable(
  cells: readonly Cell[],
  runs: Iterable<RunRecord>,
  options: TableOptions = {},
): CellRow[] {
  return cellRows(cells, cellSamples(cells.length, runs), options);
}

/** The same, from what the runs of each cell gave. */
export function cellRows(
  cells: readonly Cell[],
  samples: readonly CellSample[],
  { interval = 'normal', measures = SUMMARISED }: TableOptions,
): CellRow[] {
  return cells.map(({ learningRate, scale, depth, repetitions }, i) => {
    const { values, ...counts } = samples[i]!;
    const summaries = SUMMARISED.map((name) => {
      const sample = measures.includes(name) ? values.get(name) : undefined;
      return [name, sample ? summariseWith(interval, sample, [name, learningRate, scale, depth]) : null];
    });
    return {
      learningRate,
      scale,
      depth,
      runs: repetitions,
      ...counts,
      ...(Object.fromEntries(summaries) as Record<SummarisedMeasure, Summary | null>),
    };
  });
}
