import type { Digest, ExperimentId } from '@shared/contract/ids';
import type {
  DiskUse,
  KeptItem,
  KeptKind,
  LibraryOrder,
  LibraryQuery,
  LibraryRow,
  Shelf,
  TagCount,
} from '@shared/contract/library';
import type {
  DataSetRecord,
  ExperimentRecord,
  KeptVerdicts,
  RunFailure,
  RunRecord,
  Status,
} from '@shared/contract/records';
import type { AdoptionRecord, RelatedExperiment, Session, Verification } from '@shared/contract/provenance';
import type { ExperimentSpec } from '@shared/experiment/spec';
import type { Cell } from '@shared/experiment/plan';
import type { Filter } from '@shared/library/filter';
import type { RunEnding } from '@shared/experiment/same-runs';
import type { DataSet } from '@shared/network/data/data-set';
import type { RunPlace, RunResult, TraceSeries } from '@shared/training/run-result';
import type { DynamicsKind } from '@shared/training/trajectory';

/** What is looked for in the library. */
export interface LibrarySearch {
  readonly shelf: Shelf;
  readonly filter: Filter;
  /** Null: newest first. What is not there (a measure of no run) comes last either way. */
  readonly order: LibraryOrder | null;
  /** Those that the rows bring along; all unless told. */
  readonly measures?: LibraryQuery['measures'];
  /** At most so many rows; all unless told. */
  readonly limit?: LibraryQuery['limit'];
}

/** Questions to the archive; any number of processes may ask while one writes. */
export interface ArchiveReader {
  /** Newest first: those of a shelf, or all but those in the bin. */
  listExperiments(shelf?: Shelf): ExperimentRecord[];
  /** Those with so many cells and runs in their plans, newest first, without those in the bin. */
  experimentsOfSize(cells: number, runs: number): ExperimentRecord[];
  searchLibrary(search: LibrarySearch): LibraryRow[];
  /** How many experiments answer to a search, whatever its limit. */
  countInLibrary(search: Pick<LibrarySearch, 'shelf' | 'filter'>): number;
  /** Where an experiment lies; null where there is none. */
  shelfOf(id: ExperimentId): Shelf | null;
  /** Experiments on each shelf. */
  shelves(): Record<Shelf, number>;
  /** Of experiments that are not in the bin, by name. */
  listTags(): TagCount[];
  keptItems(kind: KeptKind): KeptItem[];
  diskUse(): Omit<DiskUse, 'freeOnDisk'>;
  findById(id: ExperimentId): ExperimentRecord | null;
  findByName(name: string): ExperimentRecord | null;
  /** Those with this kinDigest and this data set, newest first, in the bin or not. */
  experimentsOfKin(kin: Digest, data: Digest): ExperimentRecord[];
  /** Those that go on from this one. */
  extensionsOf(id: ExperimentId): RelatedExperiment[];
  /** Where its runs come from, each by time. */
  adoptions(id: ExperimentId): AdoptionRecord[];
  sessions(id: ExperimentId): Session[];
  verifications(id: ExperimentId): Verification[];
  /** Places of the runs that finished, in no particular order. */
  finishedPlaces(id: ExperimentId): Iterable<RunPlace>;
  /** All ended runs with their measures, by cell, then repetition: the canonical order. */
  runs(id: ExperimentId): Iterable<RunRecord>;
  /** The ended runs of one cell, by repetition. */
  runsOfCell(id: ExperimentId, cell: number): Iterable<RunRecord>;
  /** One ended run; null where there is none. */
  run(id: ExperimentId, place: RunPlace): RunRecord | null;
  /** How finished runs ended, by cell, then repetition. */
  endings(id: ExperimentId): Iterable<RunEnding & RunPlace>;
  endingsOfCell(id: ExperimentId, cell: number): RunEnding[];
  /** The traces of one run, in the order of TRACE_QUANTITIES. */
  traces(id: ExperimentId, place: RunPlace): TraceSeries[];
  /** Places of the runs that can be gone on with half-way, in no particular order. */
  checkpointedPlaces(id: ExperimentId): Iterable<RunPlace>;
  /** What was last kept of a run that has not ended; null where nothing was. */
  checkpoint(id: ExperimentId, place: RunPlace): Uint8Array | null;
  /** What is kept of verdicts on the runs with this dynamics, by cell, then repetition. */
  verdicts(id: ExperimentId, dynamics: DynamicsKind): Iterable<KeptVerdicts>;
  /** Those of one cell, by repetition. */
  verdictsOfCell(id: ExperimentId, dynamics: DynamicsKind, cell: number): Iterable<KeptVerdicts>;
  dataSet(digest: Digest): DataSet | null;
  close(): void;
}

/** What a new experiment's row needs. */
export interface NewExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  readonly spec: ExperimentSpec;
  readonly data: DataSetRecord;
  readonly programVersion: string;
  readonly cells: readonly Cell[];
  /** The experiment that this one goes on from. */
  readonly extends?: ExperimentId | null;
}

/** Runs of one cell of another experiment that are runs of a cell here. */
export interface RunsToAdopt {
  readonly donor: ExperimentId;
  readonly donorCell: number;
  readonly cell: number;
  /** Steps of the cell here: traces are brought to this length, with NaN where there the run was shorter. */
  readonly steps: number;
  readonly repetitions: readonly number[];
}

/**
 * The one writer of a data folder. Every call is one transaction. What is done to many is done to all or, where one of
 * them is not there, to none.
 */
export interface ArchiveWriter extends ArchiveReader {
  /** Keeps a data set under its digest; one that is there already stays as it is. */
  keepDataSet(record: DataSetRecord, data: DataSet): void;
  createExperiment(experiment: NewExperiment): void;
  /** 'running' also sets the start and clears the end; 'finished' and 'failed' set the end; 'finished' leaves no checkpoints. */
  setStatus(id: ExperimentId, status: Status): void;
  /** What ran when its runner was killed waits to be gone on with. For a runner that has just begun. */
  queueInterrupted(): void;
  /** Failed runs leave the archive, so that they can be tried again. */
  forgetFailures(id: ExperimentId): void;
  /** Also drops the checkpoints of these runs: an ended run has none. */
  recordRuns(id: ExperimentId, results: readonly RunResult[], failures: readonly RunFailure[]): void;
  /** Keeps how far a run has come, in place of what was kept before; of a run that has ended, nothing is kept. */
  saveCheckpoint(id: ExperimentId, place: RunPlace, content: Uint8Array): void;
  /** Keeps verdicts, in place of what was kept of the same runs before. */
  keepVerdicts(id: ExperimentId, verdicts: readonly KeptVerdicts[]): void;
  /** The caller sees to it that the name is free. */
  rename(id: ExperimentId, name: string): void;
  /** Moves experiments to the bin or takes them back. */
  setDeleted(ids: readonly ExperimentId[], deleted: boolean): void;
  setStarred(ids: readonly ExperimentId[], starred: boolean): void;
  /** Puts experiments away or takes them back. */
  setArchived(ids: readonly ExperimentId[], archived: boolean): void;
  /**
   * Copies finished runs of another experiment, and records where they came from. Runs that are here already or no longer
   * there are left out. How many were copied.
   */
  adoptRuns(id: ExperimentId, runs: RunsToAdopt): number;
  /** Records that runs begin to be computed; its key is for `endSession`. */
  beginSession(
    id: ExperimentId,
    session: Omit<Session, 'startedAt' | 'endedAt' | 'runs' | 'kernelSeconds'>,
  ): number;
  /** Also adds to the time that engine processes spent on the experiment. */
  endSession(session: number, work: { readonly runs: number; readonly kernelSeconds: number }): void;
  keepVerification(id: ExperimentId, verification: Verification): void;
  setNotes(id: ExperimentId, notes: string): void;
  addTag(ids: readonly ExperimentId[], tag: string): void;
  removeTag(ids: readonly ExperimentId[], tag: string): void;
  /**
   * Takes experiments in the bin out of sight for good and frees their ids and names; `purgeFor` deletes what is theirs.
   * @throws WorkbenchError 'bad-arguments' where one is not in the bin.
   */
  purge(ids: readonly ExperimentId[]): void;
  /** Imports that were interrupted go the way of what is purged. To be called when none is under way. */
  abandonImports(): void;
  /** Deletes what is to be purged for about so long, in one transaction; false where nothing is left. */
  purgeFor(milliseconds: number): boolean;
  keepItem(item: Omit<KeptItem, 'changedAt'>): void;
  forgetItem(kind: KeptKind, name: string): void;
}

/** What computing runs needs of whoever keeps them. */
export type RunKeeper = Pick<
  ArchiveWriter,
  | 'forgetFailures'
  | 'finishedPlaces'
  | 'checkpointedPlaces'
  | 'checkpoint'
  | 'setStatus'
  | 'recordRuns'
  | 'saveCheckpoint'
>;
