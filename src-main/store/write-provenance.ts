import type { Verification } from '@shared/contract/provenance';
import type { ArchiveWriter } from '../core/ports';
import { COMMANDS } from './commands';
import type { Connection } from './connection';

type NewSession = Parameters<ArchiveWriter['beginSession']>[1];
type Work = Parameters<ArchiveWriter['endSession']>[1];

/** What the writer does to sessions and verifications; every call belongs inside a transaction. */
export function provenanceCommands(database: Connection, now: () => string) {
  const begin = database.prepare(COMMANDS.beginSession);
  const end = database.prepare<[string, number, number, number], number>(COMMANDS.endSession).pluck();
  const keep = database.prepare(COMMANDS.keepVerification);
  return {
    beginSession(experiment: number, session: NewSession): number {
      const { programVersion, kernel, processor, platform, runtime, processes } = session;
      const machine = [programVersion, kernel, processor, platform, runtime];
      return Number(begin.run(experiment, now(), ...machine, processes).lastInsertRowid);
    },
    /** The key of its experiment; null where that was purged meanwhile. */
    endSession: (session: number, { runs, kernelSeconds }: Work): number | null =>
      end.get(now(), runs, kernelSeconds, session) ?? null,
    keepVerification(experiment: number, verification: Verification): void {
      const { startedAt, endedAt, programVersion, kernel, processor, platform, runtime } = verification;
      const { share, seed, asked, checked, equal, different } = verification;
      const machine = [programVersion, kernel, processor, platform, runtime];
      const counts = [share, seed, asked, checked, equal];
      keep.run(experiment, startedAt, endedAt, ...machine, ...counts, JSON.stringify(different));
    },
  };
}
