import type { StudyAnswer, StudyKind, StudyProgress, StudyRequest } from '@shared/contract/studies';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentId } from '@shared/contract/ids';
import { openArchived, type OpenedExperiment } from '../open-archived';
import type { OpenSpec } from '../open-spec';
import type { ArchiveReader } from '../ports';

/** What studies read. */
export interface StudySource {
  readonly archive: () => ArchiveReader | null;
  /** Validates a spec and gets its data. Throws 'bad-spec' or 'bad-data'. */
  readonly open: (spec: unknown) => OpenSpec;
  /** Version of the program. */
  readonly program: string;
}

/** A study: yields its progress every few milliseconds, so that others get their turn and it can be cancelled. */
export type Study<K extends StudyKind> = (
  source: StudySource,
  request: StudyRequest<K>,
) => Generator<StudyProgress, StudyAnswer<K>>;

/** An archived experiment with its data. Throws 'unknown-experiment'. */
export function requireExperiment({ archive }: StudySource, id: ExperimentId): OpenedExperiment {
  const reader = archive();
  const record = reader?.findById(id);
  if (reader && record) return openArchived(reader, record);
  throw new WorkbenchError('unknown-experiment', 'This experiment is not in the data folder.');
}

/** Runs a study that nobody watches to its end. */
export function finishStudy<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
