import type { Outcome } from '@shared/training/run-result';
import type { RunsToAdopt } from '../core/ports';
import { MEASURE_BYTES, RUN_BYTES } from './content-bytes';
import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { BYTES_PER_VALUE, bytesOf, copyValues } from './float-bytes';
import { OUTCOME_COLUMNS } from './outcome-columns';
import { QUESTIONS } from './questions';
import { CHUNK_VALUES } from './record-runs';

interface FinishedRow {
  readonly key: number;
  readonly outcome: Outcome;
  readonly stepsTaken: number;
}
interface TraceRow {
  readonly key: number;
  readonly quantity: string;
  readonly every: number;
  readonly length: number;
}

/** Copies runs within the archive, row by row in SQL: their bytes are not looked at. Calls belong inside a transaction. */
export function adoptionCommands(database: Connection, now: () => string) {
  const finishedRun = database.prepare<number[], FinishedRow>(QUESTIONS.finishedRun);
  const tracesOf = database.prepare<[number], TraceRow>(QUESTIONS.tracesOfKey);
  const chunksOf = database.prepare<[number], Buffer>(QUESTIONS.chunksOfTrace).pluck();
  const recordRun = database.prepare(COMMANDS.recordRun);
  const recordTrace = database.prepare(COMMANDS.recordTrace);
  const recordChunk = database.prepare(COMMANDS.recordChunk);
  const copyMeasures = database.prepare(COMMANDS.copyMeasures);
  const copyChunks = database.prepare(COMMANDS.copyChunks);
  const summarise = database.prepare(COMMANDS.summariseRun);
  const count = database.prepare(COMMANDS.count);
  const countOutcomes = database.prepare(COMMANDS.countOutcomes);
  const recordAdoption = database.prepare(COMMANDS.recordAdoption);

  /** A trace of another length: what it has of this one's, and NaN for the rest. */
  const copyResized = (from: TraceRow, to: number | bigint, length: number): void => {
    const known = new Float64Array(from.length);
    let filled = 0;
    for (const bytes of chunksOf.iterate(from.key)) filled += copyValues(bytes, known, filled);
    const values = new Float64Array(length).fill(NaN);
    values.set(known.subarray(0, length));
    for (let start = 0; start < length; start += CHUNK_VALUES) {
      recordChunk.run(to, start / CHUNK_VALUES, bytesOf(values.subarray(start, start + CHUNK_VALUES)));
    }
  };

  /** The bytes of the traces. */
  const copyTraces = (from: number, to: number | bigint, steps: number): number => {
    let bytes = 0;
    for (const trace of tracesOf.all(from)) {
      const length = Math.floor(steps / trace.every) + 1;
      const key = recordTrace.run(to, trace.quantity, trace.every, length).lastInsertRowid;
      if (length === trace.length) copyChunks.run(key, trace.key);
      else copyResized(trace, key, length);
      bytes += BYTES_PER_VALUE * length;
    }
    return bytes;
  };

  return {
    /** Copies what is there and not here; how many runs. */
    adopt(experiment: number, donor: number, runs: RunsToAdopt): number {
      const outcomes: Outcome[] = [];
      let bytes = 0;
      for (const repetition of runs.repetitions) {
        const found = finishedRun.get(donor, runs.donorCell, repetition);
        if (found === undefined) continue;
        const { key, outcome, stepsTaken } = found;
        const made = recordRun.run(experiment, runs.cell, repetition, outcome, stepsTaken, null);
        if (made.changes === 0) continue;
        const copy = made.lastInsertRowid;
        const measures = copyMeasures.run(copy, key).changes;
        bytes += RUN_BYTES + MEASURE_BYTES * measures + copyTraces(key, copy, runs.steps);
        summarise.run(experiment, copy);
        outcomes.push(outcome);
      }
      if (outcomes.length === 0) return 0;
      count.run(outcomes.length, 0, experiment);
      const ended = OUTCOME_COLUMNS.map(({ outcome }) => outcomes.filter((each) => each === outcome).length);
      countOutcomes.run(bytes, ...ended, experiment);
      recordAdoption.run(experiment, runs.donor, outcomes.length, now());
      return outcomes.length;
    },
  };
}
