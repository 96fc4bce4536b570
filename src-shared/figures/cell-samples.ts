import type { RunRecord } from '../contract/records';
import { OUTCOMES, type MeasureName, type Outcome } from '../training/run-result';

/** Read of all finished runs. */
export const INITIAL_MEASURES = [
  'initialSharpness',
  'initialSharpnessAsPublished',
  'initialSquaredDistance',
] as const;
/** Read of the finished runs that did not diverge. */
export const FINAL_MEASURES = [
  'finalSharpness',
  'finalSharpnessAsPublished',
  'finalSquaredDistance',
  'finalRisk',
  'finalTestRisk',
] as const;

/** What the ended runs of one cell gave. */
export interface CellSample {
  readonly finished: number;
  readonly failed: number;
  readonly diverged: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The values of each measure, in the order of the runs; a measure without any has no entry. */
  readonly values: ReadonlyMap<MeasureName, readonly number[]>;
}

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

/** One a cell, in the order of the plan. */
export function cellSamples(cells: number, runs: Iterable<RunRecord>): CellSample[] {
  const tallies = Array.from({ length: cells }, emptyTally);
  for (const run of runs) {
    const tally = tallies[run.cell]!;
    if (run.status === 'finished') count(tally, run);
    else tally.failed += 1;
  }
  return tallies;
}

function count(tally: Tally, run: RunRecord): void {
  tally.finished += 1;
  if (run.outcome !== null) tally.outcomes[run.outcome] += 1;
  const values = new Map(run.measures.map(({ measure, value }) => [measure, value]));
  const diverged = !values.has('finalSharpnessAsPublished');
  if (diverged) tally.diverged += 1;
  for (const name of diverged ? INITIAL_MEASURES : [...INITIAL_MEASURES, ...FINAL_MEASURES]) {
    const value = values.get(name);
    if (value === undefined) continue;
    const sample = tally.values.get(name);
    if (sample) sample.push(value);
    else tally.values.set(name, [value]);
  }
}
