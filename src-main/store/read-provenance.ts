import type { ExperimentId } from '@shared/contract/ids';
import type {
  AdoptionRecord,
  RelatedExperiment,
  RunDifference,
  Session,
  Verification,
} from '@shared/contract/provenance';
import type { Connection } from './connection';
import { QUESTIONS } from './questions';

type VerificationRow = Omit<Verification, 'different'> & { readonly different: string };

/** The questions about where runs come from. */
export function provenanceQuestions(database: Connection) {
  const extensionsOf = database.prepare<[string], RelatedExperiment>(QUESTIONS.extensionsOf);
  const adoptions = database.prepare<[string], AdoptionRecord>(QUESTIONS.adoptions);
  const sessions = database.prepare<[string], Session>(QUESTIONS.sessions);
  const verifications = database.prepare<[string], VerificationRow>(QUESTIONS.verifications);
  return {
    extensionsOf: (id: ExperimentId): RelatedExperiment[] => extensionsOf.all(id),
    adoptions: (id: ExperimentId): AdoptionRecord[] =>
      adoptions.all(id).sort((a, b) => (a.at < b.at ? -1 : 1)),
    sessions: (id: ExperimentId): Session[] => sessions.all(id),
    verifications: (id: ExperimentId): Verification[] =>
      verifications
        .all(id)
        .map((row) => ({ ...row, different: JSON.parse(row.different) as RunDifference[] })),
  };
}
