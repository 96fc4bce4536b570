import type { RunPlace } from '@shared/training/run-result';
import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

/** What the writer does to checkpoints; every call belongs inside a transaction. */
export function checkpointCommands(database: Connection) {
  const ended = database.prepare<[number, number, number]>(QUESTIONS.endedRun);
  const save = database.prepare(COMMANDS.saveCheckpoint);
  const dropOfEnded = database.prepare(COMMANDS.dropCheckpointsOfEnded);
  const dropAll = database.prepare(COMMANDS.dropCheckpoints);
  return {
    save(experiment: number, { cell, repetition }: RunPlace, content: Uint8Array): void {
      // A checkpoint may be on its way while its run ends.
      if (ended.get(experiment, cell, repetition) !== undefined) return;
      save.run(experiment, cell, repetition, content);
    },
    dropOfEnded: (experiment: number): void => void dropOfEnded.run(experiment),
    dropAll: (experiment: number): void => void dropAll.run(experiment),
  };
}
