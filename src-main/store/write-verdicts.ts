import type { KeptVerdicts } from '@shared/contract/records';
import { COMMANDS } from './commands';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

/** What the writer does to verdicts; every call belongs inside a transaction. */
export function verdictCommands(database: Connection) {
  const keep = database.prepare(COMMANDS.keepVerdicts);
  const lengthOf = database
    .prepare<[number, string, number, number], number>(QUESTIONS.verdictLength)
    .pluck();
  const addContentBytes = database.prepare(COMMANDS.addContentBytes);
  return {
    keep(experiment: number, verdicts: readonly KeptVerdicts[]): void {
      let more = 0;
      for (const { dynamics, cell, repetition, programVersion, content } of verdicts) {
        more += content.length - (lengthOf.get(experiment, dynamics, cell, repetition) ?? 0);
        keep.run(experiment, dynamics, cell, repetition, programVersion, content);
      }
      addContentBytes.run(more, experiment);
    },
  };
}
