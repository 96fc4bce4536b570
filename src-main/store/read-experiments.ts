import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { Shelf } from '@shared/contract/library';
import type { ExperimentRecord, Status } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { OUTCOMES, type Outcome } from '@shared/training/run-result';
import type { Connection } from './connection';
import { damaged } from './failures';
import { QUESTIONS } from './questions';

interface ExperimentRow extends Readonly<Record<Outcome, number>> {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly status: Status;
  readonly spec: string;
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly programVersion: string;
  readonly notes: string;
  readonly deletedAt: string | null;
  readonly digest: string;
  readonly origin: string;
  readonly starred: number;
  readonly archivedAt: string | null;
  readonly extends: ExperimentId | null;
  readonly contentBytes: number;
  readonly kernelSeconds: number;
}

/** The questions about experiments. `isRunnerActive` tells whether a stored 'running' is true. */
export function experimentQuestions(database: Connection, path: string, isRunnerActive: () => boolean) {
  const all = database.prepare<[], ExperimentRow>(QUESTIONS.experiments);
  const ofShelf = database.prepare<[string], ExperimentRow>(QUESTIONS.experimentsOfShelf);
  const ofSize = database.prepare<[number, number], ExperimentRow>(QUESTIONS.experimentsOfSize);
  const byId = database.prepare<[string], ExperimentRow>(QUESTIONS.experimentById);
  const byName = database.prepare<[string], ExperimentRow>(QUESTIONS.experimentByName);
  const ofKin = database.prepare<[string, string], ExperimentRow>(QUESTIONS.experimentsOfKin);
  const tags = database.prepare<[number], string>(QUESTIONS.tags).pluck();

  const recordOf = (row: ExperimentRow): ExperimentRecord => {
    const { key, id, status, spec, total, finished, failed, digest, origin, starred } = row;
    const { name, createdAt, startedAt, finishedAt, programVersion, notes, deletedAt } = row;
    const { archivedAt, extends: from, contentBytes, kernelSeconds } = row;
    return {
      name,
      createdAt,
      startedAt,
      finishedAt,
      programVersion,
      notes,
      deletedAt,
      archivedAt,
      extends: from,
      contentBytes,
      kernelSeconds,
      starred: starred !== 0,
      outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, row[outcome]])) as Record<
        Outcome,
        number
      >,
      id: id as ExperimentId,
      // A runner that was killed could not say so: its experiment waits to be gone on with.
      status: status === 'running' && !isRunnerActive() ? 'queued' : status,
      spec: specOf(spec, path),
      counts: { total, finished, failed },
      data: { digest: digest as Digest, origin },
      tags: tags.all(key),
    };
  };
  const recordOrNull = (row: ExperimentRow | undefined) => (row === undefined ? null : recordOf(row));

  return {
    listExperiments: (shelf?: Shelf) => (shelf === undefined ? all.all() : ofShelf.all(shelf)).map(recordOf),
    experimentsOfSize: (cells: number, runs: number) => ofSize.all(cells, runs).map(recordOf),
    findById: (id: ExperimentId) => recordOrNull(byId.get(id)),
    experimentsOfKin: (kin: Digest, data: Digest) => ofKin.all(kin, data).map(recordOf),
    findByName: (name: string) => recordOrNull(byName.get(name)),
  };
}

/** The spec was validated before it was kept; rules that have become stricter since must not hide old results. */
function specOf(json: string, path: string): ExperimentSpec {
  try {
    return JSON.parse(json) as ExperimentSpec;
  } catch (error) {
    throw damaged(path, error);
  }
}
