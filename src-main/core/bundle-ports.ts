import type { Digest, ExperimentId } from '@shared/contract/ids';
import type { Session } from '@shared/contract/provenance';
import type { DataSetRecord } from '@shared/contract/records';
import type { Cell } from '@shared/experiment/plan';
import type { DataSet } from '@shared/network/data/data-set';
import type { RunResult } from '@shared/training/run-result';

/** An experiment as a bundle holds it; of one that is read, only the types were checked. */
export interface BundledExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  /** JSON. */
  readonly spec: string;
  readonly dataDigest: Digest;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly programVersion: string;
  readonly extends: ExperimentId | null;
  readonly kernelSeconds: number;
  readonly notes: string;
  readonly starred: boolean;
  readonly tags: readonly string[];
  /** When and where its runs were computed, in order. */
  readonly sessions: readonly Session[];
  readonly cells: readonly Cell[];
}

/** The database of a bundle that is being made. */
export interface BundleDatabaseWriter {
  addDataSet(record: DataSetRecord, data: DataSet): void;
  /** Its data set comes first. */
  addExperiment(experiment: BundledExperiment): void;
  /** A finished run of the experiment that was added last. */
  addRun(run: RunResult): void;
  /** Writes what is left and closes. */
  finish(): void;
  /** Closes without that. */
  abandon(): void;
}

/** The database of a bundle that somebody else may have made: its layout was checked, its content was not. */
export interface BundleDatabaseReader {
  dataSets(): Iterable<DataSetRecord>;
  dataSet(digest: Digest): DataSet | null;
  experiments(): Iterable<BundledExperiment>;
  /** In canonical order. */
  runs(id: ExperimentId): Iterable<RunResult>;
  close(): void;
}

/** An experiment on its way in, out of everybody's sight. */
export interface IncomingExperiment {
  /** What it is called until it is shown. */
  readonly token: string;
  readonly id: ExperimentId;
}

/**
 * What importing asks of the writer of a data folder; every call is one transaction. What was not shown is forgotten with
 * `abandonImports`.
 */
export interface ImportWriter {
  /** Also keeps its data set. */
  beginImport(experiment: BundledExperiment, record: DataSetRecord, data: DataSet): IncomingExperiment;
  recordImported(incoming: IncomingExperiment, results: readonly RunResult[]): void;
  /**
   * Shows all of them at once. Of those that are here it decides in the same moment that they gain the runs that they lack,
   * and takes them out of the bin; `mergeFor` moves the runs, after a crash `purgeFor` does.
   * @param nameFor finds a free name for a new experiment, among those that are here at that moment.
   */
  showImported(
    incoming: readonly IncomingExperiment[],
    nameFor: (experiment: IncomingExperiment) => string,
  ): void;
  /** Moves runs for about so long, in one transaction; false where nothing is left to move. */
  mergeFor(milliseconds: number): boolean;
}

/** How a long deed shows itself to others. */
export interface Pace {
  /** Tells how far it is and lets others pass now and then. Rejects with 'interrupted' once it is to end. */
  tell(said: string, share: number | null): Promise<void>;
  /** Only lets others pass. */
  breathe(): Promise<void>;
}
