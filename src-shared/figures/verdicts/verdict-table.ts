import type { Cell } from '../../experiment/plan';
import type { StatementVerdict } from '../../theory/verdict';
import type { RunPlace } from '../../training/run-result';
import { merged, NO_RUNS, tallyOf, type VerdictTally } from './verdict-tally';

/** What the statements say of one run. */
export interface RunVerdicts extends RunPlace {
  readonly verdicts: readonly StatementVerdict[];
}

export interface JudgedCell extends Cell {
  /** Runs that were judged. */
  readonly judged: number;
}

/** Statements by cells. */
export interface VerdictTable {
  readonly cells: readonly JudgedCell[];
  readonly statements: readonly StatementRow[];
}

export interface StatementRow {
  /** Id of the statement. */
  readonly statement: string;
  /** Of all cells, in their order. */
  readonly cells: readonly VerdictTally[];
  readonly all: VerdictTally;
}

/** @param statements ids, in the order of the rows. */
export function verdictTable(
  cells: readonly Cell[],
  statements: readonly string[],
  runs: readonly RunVerdicts[],
): VerdictTable {
  const tallies = new Map(statements.map((id) => [id, cells.map((): VerdictTally[] => [])]));
  const judged = new Uint32Array(cells.length);
  for (const run of runs) {
    judged[run.cell]! += 1;
    for (const verdict of run.verdicts)
      tallies.get(verdict.statement)?.[run.cell]!.push(tallyOf(run, verdict));
  }
  return {
    cells: cells.map((cell) => ({ ...cell, judged: judged[cell.index]! })),
    statements: statements.map((statement) => {
      const ofCells = tallies.get(statement)!.map((own) => (own.length === 0 ? NO_RUNS : merged(own)));
      return { statement, cells: ofCells, all: merged(ofCells) };
    }),
  };
}
