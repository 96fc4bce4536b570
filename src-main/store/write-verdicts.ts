import type { KeptVerdicts } from '@shared/contract/records';
import { COMMANDS } from './commands';
import type { Connection } from './connection';

/** What the writer does to verdicts; every call belongs inside a transaction. */
export function verdictCommands(database: Connection) {
  const keep = database.prepare(COMMANDS.keepVerdicts);
  return {
    keep(experiment: number, verdicts: readonly KeptVerdicts[]): void {
      for (const { dynamics, cell, repetition, programVersion, content } of verdicts)
        keep.run(experiment, dynamics, cell, repetition, programVersion, content);
    },
  };
}
