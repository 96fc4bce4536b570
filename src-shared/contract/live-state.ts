import type { Maintenance } from './care';
import type { ExperimentId } from './ids';

/** Counts of one cell of the running experiment, in this order. */
export const LIVE_COUNTS = [
  'converged',
  'cycling',
  'collapsed',
  'diverged',
  'stepLimit',
  'failed',
  'asPublished',
] as const;

/** What moves, small enough to be sent ten times a second. */
export interface LiveState {
  /** Rises whenever the list of experiments, one of its records or an item kept under a name changed. */
  readonly libraryRevision: number;
  /** First the one that runs, then those that wait. */
  readonly queue: readonly QueueEntry[];
  /** The experiment whose runs are computed; null where none is, or one is verified. */
  readonly running: LiveExperiment | null;
  readonly verifying: LiveVerification | null;
  /** What is done to the archive as a whole; null where nothing is. */
  readonly maintenance: Maintenance | null;
  /** Latest last, at most 200. */
  readonly log: readonly LogEntry[];
}

/** What engines do for an experiment. */
export type QueueDeed = 'compute' | 'verify';

export interface QueueEntry {
  readonly id: ExperimentId;
  readonly name: string;
  readonly deed: QueueDeed;
}

/** How far a verification is. */
export interface LiveVerification {
  readonly id: ExperimentId;
  readonly name: string;
  readonly phase: LiveExperiment['phase'];
  /** Runs that are computed again, and those of them that were compared, and that came out differently. */
  readonly asked: number;
  readonly checked: number;
  readonly differing: number;
  readonly steps: number;
  readonly stepsToDo: number;
  readonly secondsLeft: number | null;
  readonly engineProcesses: number;
}

export interface LiveExperiment {
  readonly id: ExperimentId;
  readonly name: string;
  /** waiting: the archive takes nothing for now; it goes on by itself. */
  readonly phase: 'running' | 'paused' | 'waiting';
  /** Null but for the phase 'waiting'. */
  readonly waiting: ArchiveWait | null;
  readonly total: number;
  readonly finished: number;
  readonly failed: number;
  readonly steps: number;
  readonly stepsToDo: number;
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly engineProcesses: number;
  /** When the last results came from an engine, in milliseconds since 1970; null before the first. */
  readonly lastResultAt: number | null;
  /** cell · LIVE_COUNTS.length + position in LIVE_COUNTS; `asPublished` counts divergence as the authors do. */
  readonly counts: Uint32Array;
}

/** Why finished runs cannot be kept for now, and what would change that. */
export interface ArchiveWait {
  readonly code: string;
  /** What is waited for, in a few words: "room on the disk". */
  readonly what: string;
  /** A sentence that says more: how much is to be written, how much is free. */
  readonly detail: string;
  /** What to do, as a sentence. */
  readonly remedy: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface LogEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly level: 'info' | 'warning' | 'error';
  readonly text: string;
}
