import type { ExperimentSpec } from '../experiment/spec';
import type { Outcome, MeasureValue, RunPlace } from '../training/run-result';
import type { DynamicsKind } from '../training/trajectory';
import type { Digest, ExperimentId } from './ids';

/** queued: waiting to be started or gone on with. */
export const STATUSES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;
export type Status = (typeof STATUSES)[number];

/** An experiment as the archive knows it. */
export interface ExperimentRecord {
  readonly id: ExperimentId;
  readonly name: string;
  readonly status: Status;
  readonly spec: ExperimentSpec;
  readonly data: DataSetRecord;
  readonly counts: RunCounts;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** When it was last started or gone on with. */
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  readonly programVersion: string;
  readonly notes: string;
  /** When it was moved to the bin; null where it is not there. */
  readonly deletedAt: string | null;
  readonly tags: readonly string[];
  readonly starred: boolean;
  /** When it was put away, to be found but not in the way; null where it was not. */
  readonly archivedAt: string | null;
  /** How its finished runs ended. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The experiment that it goes on from, with more repetitions, rates, scales or steps; null where there is none. */
  readonly extends: ExperimentId | null;
  /** About what its runs take of the archive, in bytes: their rows, traces and kept verdicts, without indexes. */
  readonly contentBytes: number;
  /** Time that engine processes spent on its runs, summed over the processes, in seconds. */
  readonly kernelSeconds: number;
}

export interface RunCounts {
  /** Runs of the plan. */
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
}

/** A run that ended: finished with an outcome, or failed with a reason. */
export interface RunRecord extends RunPlace {
  readonly status: 'finished' | 'failed';
  readonly outcome: Outcome | null;
  readonly stepsTaken: number;
  readonly reason: string | null;
  readonly measures: readonly MeasureValue[];
}

/** What the statements say of one run, as it is kept. */
export interface KeptVerdicts extends RunPlace {
  readonly dynamics: DynamicsKind;
  /** Version of the program that judged. */
  readonly programVersion: string;
  /** core/verdict-content.ts reads it. */
  readonly content: Uint8Array;
}

/** A run that could not be computed. */
export interface RunFailure extends RunPlace {
  readonly reason: string;
}

/** A data set as it is kept, so that an experiment can be read and repeated without the file it came from. */
export interface DataSetRecord {
  /** SHA-256 of its numbers, or of the imported file's bytes. */
  readonly digest: Digest;
  /** Where it came from, for people. */
  readonly origin: string;
}
