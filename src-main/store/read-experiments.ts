import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { Shelf } from '@shared/contract/library';
import type { ExperimentRecord, Status } from '@shared/contract/records';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { Connection } from './connection';
import { sharedPart, type ExperimentColumns } from './experiment-row';
import { damaged } from './failures';
import { QUESTIONS } from './questions';

interface ExperimentRow extends ExperimentColumns {
  readonly status: Status;
  readonly spec: string;
  readonly notes: string;
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

  const recordOf = (row: ExperimentRow): ExperimentRecord => ({
    ...sharedPart(row),
    // A runner that was killed could not say so: its experiment waits to be gone on with.
    status: row.status === 'running' && !isRunnerActive() ? 'queued' : row.status,
    spec: specOf(row.spec, path),
    notes: row.notes,
    tags: tags.all(row.key),
  });
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
