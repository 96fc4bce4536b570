import type { ExperimentSpec } from '../experiment/spec';
import type { DataSet } from '../network/data/data-set';
import type { RunPlace, RunResult } from '../training/run-result';

/** From the application to an engine process. */
export type EngineRequest =
  /** Prepare for an experiment: always the first message. */
  | { readonly kind: 'load'; readonly spec: ExperimentSpec; readonly data: DataSet }
  /** Compute these runs, in this order. */
  | { readonly kind: 'compute'; readonly batch: number; readonly runs: readonly RunPlace[] }
  /** Stop between two slices of work, keeping the state. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

/** From an engine process to the application. */
export type EngineReply =
  | { readonly kind: 'ready' }
  /** Sign of life, at least twice a second while computing: updates done since the last one. */
  | { readonly kind: 'progress'; readonly steps: number }
  | { readonly kind: 'computed'; readonly batch: number; readonly results: readonly RunResult[] }
  /** The process met a bug; it is to be replaced. */
  | { readonly kind: 'broken'; readonly message: string };
