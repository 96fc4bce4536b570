import type { ExperimentId } from '@shared/contract/ids';
import type { KeptVerdicts } from '@shared/contract/records';
import type { DynamicsKind } from '@shared/training/trajectory';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

type VerdictRow = [cell: number, repetition: number, programVersion: string, content: Buffer];

/** The questions about verdicts. Each answer streams over a connection of its own, as those about runs do. */
export function verdictQuestions(connect: () => Connection) {
  return {
    verdicts: (id: ExperimentId, dynamics: DynamicsKind) =>
      rows(connect, dynamics, QUESTIONS.verdicts, id, dynamics),
    verdictsOfCell: (id: ExperimentId, dynamics: DynamicsKind, cell: number) =>
      rows(connect, dynamics, QUESTIONS.verdictsOfCell, id, dynamics, cell),
  };
}

function* rows(
  connect: () => Connection,
  dynamics: DynamicsKind,
  question: string,
  ...parameters: (string | number)[]
): Generator<KeptVerdicts> {
  const database = connect();
  try {
    const found = database.prepare<(string | number)[], VerdictRow>(question).raw();
    for (const [cell, repetition, programVersion, content] of found.iterate(...parameters))
      // Copied, so that it starts where any typed array can start.
      yield { dynamics, cell, repetition, programVersion, content: new Uint8Array(content) };
  } finally {
    database.close();
  }
}
