import type { ExperimentId } from '@shared/contract/ids';
import type { RunRecord } from '@shared/contract/records';
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
    runsOfCell: (id: ExperimentId, cell: number) => endedRuns(connect, QUESTIONS.runsOfCell, id, cell),
  };
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
    for (const [key, cell, repetition, outcome, stepsTaken, reason] of rows.iterate(...parameters)) {
      const status = outcome === null ? 'failed' : 'finished';
      yield { cell, repetition, status, outcome, stepsTaken, reason, measures: measuresOf(key) };
    }
  } finally {
    database.close();
  }
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
