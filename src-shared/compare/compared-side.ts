import type { RunRecord } from '../contract/records';
import { plan, type Cell } from '../experiment/plan';
import type { ExperimentSpec } from '../experiment/spec';
import type { RunVerdicts } from '../figures/verdicts/verdict-table';
import type { TheoryFacts } from '../figures/theory-facts';
import type { MeasureName } from '../training/run-result';

/** One side of a comparison: an experiment, a cell of it, or a run, with all that is compared. */
export interface ComparedSide {
  readonly spec: ExperimentSpec;
  readonly theory: TheoryFacts;
  /** Its only cell; null: all of the experiment's. */
  readonly cell: number | null;
  /** Its only repetition; null: all. */
  readonly run: number | null;
  /** Ended runs of the experiment, in any order; those of other cells and repetitions are passed over. */
  readonly runs: readonly RunRecord[];
  /** What statements say of its runs, as far as they were judged. */
  readonly verdicts: readonly RunVerdicts[];
}

/** Its cells, in the order of the plan. */
export function cellsOf({ spec, cell }: Pick<ComparedSide, 'spec' | 'cell'>): Cell[] {
  return plan(spec).cells.filter(({ index }) => cell === null || index === cell);
}

/** Its ended runs by cell. */
export function runsByCell(side: ComparedSide): Map<number, RunRecord[]> {
  const found = new Map<number, RunRecord[]>(cellsOf(side).map(({ index }) => [index, []]));
  for (const run of side.runs) {
    if (side.run === null || run.repetition === side.run) found.get(run.cell)?.push(run);
  }
  return found;
}

/** The repetitions of one of its cells that it is about. */
export function repetitionsOf({ run }: Pick<ComparedSide, 'run'>, { repetitions }: Cell): number[] {
  return run === null ? Array.from({ length: repetitions }, (_, i) => i) : [run];
}

/**
 * A measure of a run; null where it has none. Final measures are of runs that did not diverge as the authors count, so
 * that means are those of the table of cells.
 */
export function measureOf({ measures }: RunRecord, name: MeasureName): number | null {
  const value = measures.find(({ measure }) => measure === name)?.value;
  if (value === undefined || !Number.isFinite(value)) return null;
  const final = name.startsWith('final');
  return final && !measures.some(({ measure }) => measure === 'finalSharpnessAsPublished') ? null : value;
}
