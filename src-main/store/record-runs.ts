import type { RunFailure } from '@shared/contract/records';
import type { MeasureValue, RunResult, TraceSeries } from '@shared/training/run-result';
import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { contentBytes } from './content-bytes';
import { bytesOf } from './float-bytes';
import { OUTCOME_COLUMNS } from './outcome-columns';
import { measureAdditions } from './summarise-measures';
import { NewWords } from './words';

/** Values in one chunk of a trace: 64 KiB. A long trace need not be one BLOB that is moved as a whole. */
export const CHUNK_VALUES = 8192;

export interface RunRecorder {
  /** Records ended runs of the experiment with this key; to be called inside a transaction. */
  record(experiment: number, results: readonly RunResult[], failures: readonly RunFailure[]): void;
  /** To be called when that transaction was rolled back. */
  forget(): void;
}

/** Prepares what it takes to record runs. */
export function runRecorder(database: Connection): RunRecorder {
  const run = database.prepare(COMMANDS.recordRun);
  const measure = database.prepare(COMMANDS.recordMeasure);
  const trace = database.prepare(COMMANDS.recordTrace);
  const chunk = database.prepare(COMMANDS.recordChunk);
  const count = database.prepare(COMMANDS.count);
  const countOutcomes = database.prepare(COMMANDS.countOutcomes);
  const addToSummary = database.prepare(COMMANDS.addToSummary);
  const measureNames = new NewWords(database, 'measure_name');
  const methodNames = new NewWords(database, 'method_name');

  const recordMeasure = (
    key: number | bigint,
    { measure: name, value, error, method }: MeasureValue,
  ): void => {
    measure.run(
      key,
      measureNames.keyOf(name),
      value,
      error,
      method === null ? null : methodNames.keyOf(method),
    );
  };
  const recordTrace = (runKey: number | bigint, { quantity, every, values }: TraceSeries): void => {
    const key = trace.run(runKey, quantity, every, values.length).lastInsertRowid;
    for (let start = 0; start < values.length; start += CHUNK_VALUES) {
      chunk.run(key, start / CHUNK_VALUES, bytesOf(values.subarray(start, start + CHUNK_VALUES)));
    }
  };

  /** What the library shows without looking at runs. */
  const addToLibrary = (experiment: number, results: readonly RunResult[]): void => {
    const bytes = results.reduce((sum, result) => sum + contentBytes(result), 0);
    const ended = OUTCOME_COLUMNS.map(
      ({ outcome }) => results.filter((result) => result.outcome === outcome).length,
    );
    countOutcomes.run(bytes, ...ended, experiment);
    for (const [measure, { count: n, sum, least, most }] of measureAdditions(results)) {
      addToSummary.run(experiment, measureNames.keyOf(measure), n, sum, least, most);
    }
  };

  return {
    record(experiment, results, failures) {
      const recorded: RunResult[] = [];
      let failed = 0;
      for (const result of results) {
        const { cell, repetition, outcome, stepsTaken, measures, traces } = result;
        const { changes, lastInsertRowid } = run.run(experiment, cell, repetition, outcome, stepsTaken, null);
        if (changes === 0) continue;
        recorded.push(result);
        for (const each of measures) recordMeasure(lastInsertRowid, each);
        for (const each of traces) recordTrace(lastInsertRowid, each);
      }
      for (const { cell, repetition, reason } of failures) {
        failed += run.run(experiment, cell, repetition, null, 0, reason).changes;
      }
      count.run(recorded.length, failed, experiment);
      addToLibrary(experiment, recorded);
    },
    forget() {
      measureNames.forget();
      methodNames.forget();
    },
  };
}
