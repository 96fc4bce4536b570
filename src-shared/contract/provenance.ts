import type { RunPlace } from '../training/run-result';
import type { Digest, ExperimentId } from './ids';
import type { DataSetRecord } from './records';

/** The machine and the program that computed something. */
export interface Machine {
  readonly programVersion: string;
  /** The processor's name, as it says itself. */
  readonly processor: string;
  /** Operating system, its release, and the instruction set. */
  readonly platform: string;
  /** Node or Electron, with its version. */
  readonly runtime: string;
}

/** A stretch of time in which runs of an experiment were computed. */
export interface Session extends Machine {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** Null where it is under way or the program was killed. */
  readonly endedAt: string | null;
  /** The code that trained: 'WebAssembly f64x2, 4 lanes', or 'scalar'. */
  readonly kernel: string;
  /** Engine processes. */
  readonly processes: number;
  /** Runs computed; null without an end. */
  readonly runs: number | null;
  /** Summed over the processes; null without an end. */
  readonly kernelSeconds: number | null;
}

/** Runs that were taken over from another experiment, where they were computed before. */
export interface AdoptionRecord {
  readonly donor: ExperimentId;
  /** Null where the donor is no longer in the archive. */
  readonly donorName: string | null;
  readonly runs: number;
  readonly at: string;
}

/** One thing of a run that came out differently when it was computed again. */
export interface RunDifference extends RunPlace {
  /** 'outcome', 'steps taken', a measure, 'error of …' or 'method of …' one, or 'trace of … at step …'. */
  readonly what: string;
  /** Decimals that tell any two doubles apart; null where there is none. */
  readonly archived: string | null;
  readonly recomputed: string | null;
}

/** Runs that were computed again, and whether the bytes agree. */
export interface Verification extends Machine {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly kernel: string;
  /** Of the finished runs, above 0 and at most 1. */
  readonly share: number;
  /** Which runs of that share. */
  readonly seed: number;
  /** Runs that were to be computed again: more than `checked` where it was stopped or runs failed. */
  readonly asked: number;
  readonly checked: number;
  readonly equal: number;
  /** What differs, in the order in which it was found; the first of many. */
  readonly different: readonly RunDifference[];
}

/** An experiment that another one goes on from, or that goes on from it. */
export interface RelatedExperiment {
  readonly id: ExperimentId;
  /** Null where it is no longer in the archive. */
  readonly name: string | null;
}

/** Where the runs of an experiment come from. */
export interface Provenance {
  readonly specDigest: Digest;
  readonly data: DataSetRecord;
  readonly extends: RelatedExperiment | null;
  readonly extendedBy: readonly RelatedExperiment[];
  /** By time. */
  readonly sessions: readonly Session[];
  readonly adoptions: readonly AdoptionRecord[];
  readonly verifications: readonly Verification[];
}

/** Runs of another experiment that are runs of this one too. */
export interface Adoptable {
  readonly id: ExperimentId;
  readonly name: string;
  readonly runs: number;
}
