import type { ExperimentId } from '@shared/contract/ids';
import type { RunPlace } from '@shared/training/run-result';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

/** The question about the checkpoint of one run; which runs have one is asked in read-runs.ts. */
export function checkpointQuestions(database: Connection) {
  const content = database.prepare<[string, number, number], Buffer>(QUESTIONS.checkpoint).pluck();
  return {
    checkpoint(id: ExperimentId, { cell, repetition }: RunPlace): Uint8Array | null {
      const bytes = content.get(id, cell, repetition);
      // Copied, so that it starts where any typed array can start.
      return bytes === undefined ? null : new Uint8Array(bytes);
    },
  };
}
