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
 * The questions about runs. Each answer streams from one snapshot of the archive; a statement belongs to the answer
 * that walks through it, so any number of answers may be under way at once.
 */
export function runQuestions(database: Connection) {
  const measures = database.prepare<[number], MeasureRow>(QUESTIONS.measuresOfRun).raw();
  const measureNames = new KnownWords(database, 'measure_name');
  const methodNames = new KnownWords(database, 'method_name');

  const measureOf = ([measure, value, error, method]: MeasureRow): MeasureValue => ({
    measure: measureNames.nameOf(measure) as MeasureName,
    value,
    error,
    method: method === null ? null : methodNames.nameOf(method),
  });

  return {
    *finishedPlaces(id: ExperimentId): Generator<RunPlace> {
      const statement = database.prepare<[string], [number, number]>(QUESTIONS.finishedPlaces).raw();
      for (const [cell, repetition] of statement.iterate(id)) yield { cell, repetition };
    },
    *runs(id: ExperimentId): Generator<RunRecord> {
      const statement = database.prepare<[string], RunRow>(QUESTIONS.runs).raw();
      for (const [key, cell, repetition, outcome, stepsTaken, reason] of statement.iterate(id)) {
        yield {
          cell,
          repetition,
          status: outcome === null ? 'failed' : 'finished',
          outcome,
          stepsTaken,
          reason,
          // Interned in the order in which an archive has met them, which is not the same in every archive.
          measures: measures.all(key).map(measureOf).sort(inOrder),
        };
      }
    },
  };
}
