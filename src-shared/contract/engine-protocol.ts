import type { ExperimentSpec } from '../experiment/spec';
import type { DataSet } from '../network/data/data-set';
import type { RunPlace, RunResult } from '../training/run-result';

export interface RunOrder extends RunPlace {
  /** From where to go on; null from the start. */
  readonly checkpoint: Uint8Array | null;
}

/** From the application to an engine process. */
export type EngineRequest =
  /** Prepare for an experiment: always the first message. */
  | { readonly kind: 'load'; readonly spec: ExperimentSpec; readonly data: DataSet }
  /** Compute these runs too, beginning in this order. */
  | { readonly kind: 'compute'; readonly runs: readonly RunOrder[] }
  /** Stop between two slices of work, keeping the state. */
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' };

/** From an engine process to the application. */
export type EngineReply =
  | { readonly kind: 'ready' }
  /** Sign of life, at least twice a second while computing: updates done and time spent in kernels since the last one. */
  | { readonly kind: 'progress'; readonly steps: number; readonly kernelMs: number }
  | { readonly kind: 'computed'; readonly results: readonly RunResult[] }
  /** Where a long run stands: bytes for a later `compute`, of this process or another. */
  | { readonly kind: 'checkpoint'; readonly place: RunPlace; readonly content: Uint8Array }
  /** The process met a bug; it is to be replaced. */
  | { readonly kind: 'broken'; readonly message: string };
