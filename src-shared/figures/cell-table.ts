import type { RunRecord } from '../contract/records';
import type { Cell } from '../experiment/plan';
import { summarise, type Summary } from '../numerics/statistics';
import { OUTCOMES, type MeasureName, type Outcome } from '../training/run-result';

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

/** Summarised over all finished runs. */
const INITIAL = ['initialSharpness', 'initialSharpnessAsPublished', 'initialSquaredDistance'] as const;
/** Summarised over the finished runs that did not diverge. */
const FINAL = [
  'finalSharpness',
  'finalSharpnessAsPublished',
  'finalSquaredDistance',
  'finalRisk',
  'finalTestRisk',
] as const;

interface Tally {
  finished: number;
  failed: number;
  diverged: number;
  outcomes: Record<Outcome, number>;
  values: Map<MeasureName, number[]>;
}

function emptyTally(): Tally {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  return { finished: 0, failed: 0, diverged: 0, outcomes, values: new Map() };
}

/** One row a cell, in the order of the plan, from the ended runs in any order. */
export function cellTable(cells: readonly Cell[], runs: Iterable<RunRecord>): CellRow[] {
  const tallies = cells.map(emptyTally);
  for (const run of runs) {
    const tally = tallies[run.cell]!;
    if (run.status === 'finished') count(tally, run);
    else tally.failed += 1;
  }
  return cells.map(({ learningRate, scale, depth, repetitions }, i) => {
    const tally = tallies[i]!;
    const summaries = [...INITIAL, ...FINAL].map((name) => [name, summarise(tally.values.get(name) ?? [])]);
    return {
      learningRate,
      scale,
      depth,
      runs: repetitions,
      finished: tally.finished,
      failed: tally.failed,
      diverged: tally.diverged,
      outcomes: tally.outcomes,
      ...(Object.fromEntries(summaries) as Record<(typeof INITIAL | typeof FINAL)[number], Summary | null>),
    };
  });
}

function count(tally: Tally, run: RunRecord): void {
  tally.finished += 1;
  if (run.outcome !== null) tally.outcomes[run.outcome] += 1;
  const values = new Map(run.measures.map(({ measure, value }) => [measure, value]));
  const diverged = !values.has('finalSharpnessAsPublished');
  if (diverged) tally.diverged += 1;
  for (const name of diverged ? INITIAL : [...INITIAL, ...FINAL]) {
    const value = values.get(name);
    if (value === undefined) continue;
    const sample = tally.values.get(name);
    if (sample) sample.push(value);
    else tally.values.set(name, [value]);
  }
}
