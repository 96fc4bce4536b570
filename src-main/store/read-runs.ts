import type { ExperimentId } from '@shared/contract/ids';
import type { RunRecord } from '@shared/contract/records';
import type { RunEnding } from '@shared/experiment/same-runs';
import {
  MEASURES,
  type MeasureName,
  type MeasureValue,
  type Outcome,
  type RunPlace,
} from '@shared/training/run-result';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';
import { KnownWords } from './words';

type RunRow = [
  key: number,
  cell: number,
  repetition: number,
  outcome: Outcome | null,
  stepsTaken: number,
  reason: string | null,
];
type MeasureRow = [measure: number, value: number, error: number | null, method: number | null];

const RANKS = new Map<string, number>(MEASURES.map((measure, rank) => [measure, rank]));
const rankOf = (measure: string): number => RANKS.get(measure) ?? RANKS.size;

/** The order of MEASURES, then by name those that a newer version has recorded. */
function inOrder(a: MeasureValue, b: MeasureValue): number {
  return rankOf(a.measure) - rankOf(b.measure) || (a.measure < b.measure ? -1 : 1);
}

/**
 * The questions about runs. Each answer streams from one snapshot of the archive, over a connection of its own: on a
 * shared one, nothing could be written and every other question would see that snapshot until the answer is through.
 */
export function runQuestions(connect: () => Connection) {
  return {
    finishedPlaces: (id: ExperimentId) => places(connect, QUESTIONS.finishedPlaces, id),
    checkpointedPlaces: (id: ExperimentId) => places(connect, QUESTIONS.checkpointedPlaces, id),
    runs: (id: ExperimentId) => endedRuns(connect, QUESTIONS.runs, id),
    endings: (id: ExperimentId) => endings(connect, id),
    runsOfCell: (id: ExperimentId, cell: number) => endedRuns(connect, QUESTIONS.runsOfCell, id, cell),
  };
}

/** The questions about few runs, answered at once over the connection that asks. */
export function singleRunQuestions(database: Connection) {
  const run = database.prepare<[string, number, number], RunRow>(QUESTIONS.run).raw();
  const ofCell = database.prepare<[string, number], RunEnding>(QUESTIONS.endingsOfCell);
  const measuresOf = measureQuestion(database);
  return {
    run(id: ExperimentId, { cell, repetition }: RunPlace): RunRecord | null {
      const row = run.get(id, cell, repetition);
      return row === undefined ? null : recordOf(row, measuresOf);
    },
    endingsOfCell: (id: ExperimentId, cell: number): RunEnding[] => ofCell.all(id, cell),
  };
}

function* endings(connect: () => Connection, id: ExperimentId): Generator<RunEnding & RunPlace> {
  const database = connect();
  try {
    yield* database.prepare<[string], RunEnding & RunPlace>(QUESTIONS.endings).iterate(id);
  } finally {
    database.close();
  }
}

function* places(connect: () => Connection, question: string, id: ExperimentId): Generator<RunPlace> {
  const database = connect();
  try {
    const rows = database.prepare<[string], [number, number]>(question).raw();
    for (const [cell, repetition] of rows.iterate(id)) yield { cell, repetition };
  } finally {
    database.close();
  }
}

function* endedRuns(
  connect: () => Connection,
  question: string,
  ...parameters: (string | number)[]
): Generator<RunRecord> {
  const database = connect();
  try {
    const measuresOf = measureQuestion(database);
    const rows = database.prepare<(string | number)[], RunRow>(question).raw();
    for (const row of rows.iterate(...parameters)) yield recordOf(row, measuresOf);
  } finally {
    database.close();
  }
}

function recordOf(
  [key, cell, repetition, outcome, stepsTaken, reason]: RunRow,
  measuresOf: (run: number) => MeasureValue[],
): RunRecord {
  const status = outcome === null ? 'failed' : 'finished';
  return { cell, repetition, status, outcome, stepsTaken, reason, measures: measuresOf(key) };
}

function measureQuestion(database: Connection): (run: number) => MeasureValue[] {
  const rows = database.prepare<[number], MeasureRow>(QUESTIONS.measuresOfRun).raw();
  const measureNames = new KnownWords(database, 'measure_name');
  const methodNames = new KnownWords(database, 'method_name');
  const measureOf = ([measure, value, error, method]: MeasureRow): MeasureValue => ({
    measure: measureNames.nameOf(measure) as MeasureName,
    value,
    error,
    method: method === null ? null : methodNames.nameOf(method),
  });
  // Rows come in the order in which an archive has met their names, which is not the same in every archive.
  return (run) => rows.all(run).map(measureOf).sort(inOrder);
}
