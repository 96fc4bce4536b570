import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { LibraryRow } from '@shared/contract/library';
import type { ExperimentRecord } from '@shared/contract/records';
import { OUTCOMES, type Outcome } from '@shared/training/run-result';
import { OUTCOME_COLUMNS } from './outcome-columns';

/** What records of experiments and rows of the library are both made of, as columns of `experiment JOIN data_set`. */
export const EXPERIMENT_COLUMNS = `
  key, id, name, total, finished, failed, created_at AS createdAt, started_at AS startedAt, finished_at AS finishedAt,
  program_version AS programVersion, deleted_at AS deletedAt, data_set AS digest, origin, starred,
  archived_at AS archivedAt, extends, content_bytes AS contentBytes, kernel_seconds AS kernelSeconds,
  ${OUTCOME_COLUMNS.map(({ outcome, column }) => `${column} AS ${outcome}`).join(', ')}`;

export interface ExperimentColumns extends Readonly<Record<Outcome, number>> {
  readonly key: number;
  readonly id: ExperimentId;
  readonly name: string;
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly programVersion: string;
  readonly deletedAt: string | null;
  readonly digest: Digest;
  readonly origin: string;
  readonly starred: number;
  readonly archivedAt: string | null;
  readonly extends: ExperimentId | null;
  readonly contentBytes: number;
  readonly kernelSeconds: number;
}

/** The part that both have. */
export function sharedPart(row: ExperimentColumns): Omit<ExperimentRecord & LibraryRow, OwnPart> {
  const { id, name, createdAt, startedAt, finishedAt, programVersion, deletedAt, archivedAt } = row;
  const { total, finished, failed, digest, origin, contentBytes, kernelSeconds } = row;
  return {
    id,
    name,
    data: { digest, origin },
    counts: { total, finished, failed },
    createdAt,
    startedAt,
    finishedAt,
    programVersion,
    deletedAt,
    archivedAt,
    extends: row.extends,
    contentBytes,
    kernelSeconds,
    starred: row.starred !== 0,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row[outcome]])) as Record<
      Outcome,
      number
    >,
  };
}

/** What each of them finds for itself. */
type OwnPart = 'status' | 'tags' | 'spec' | 'notes' | Exclude<keyof LibraryRow, keyof ExperimentRecord>;
