import type { EigenvalueResult, LanczosOptions } from '@shared/curvature/lanczos';
import type { PowerIterationResult } from '@shared/curvature/power-iteration';

/** What TailWatch knows. */
export interface TailState {
  readonly least: number;
  readonly rose: boolean;
}

/** Weights whose Hessian is asked about, and where the search for its eigenvalue starts. Both are read only. */
export interface CurvatureJob {
  readonly weights: Float64Array;
  readonly start: Float64Array;
}

/**
 * Trains replicas of one network on one problem side by side, each in its lane with weights and a learning rate of its
 * own. Every number has the bits that the scalar code gives (a NaN being a NaN), whatever the other lanes hold and
 * however updates are split into calls.
 */
export interface LaneKernel {
  readonly lanes: number;
  /** Of memory, with what eigenvalue methods have taken so far. */
  readonly memoryBytes: number;

  /** Puts a replica into a lane and resets its tail watch. */
  load(lane: number, weights: Float64Array, learningRate: number): void;
  /** Makes a lane idle: zero weights, which stay zero. */
  clear(lane: number): void;
  readWeights(lane: number, out: Float64Array): void;

  /**
   * `steps` ≥ 1 updates of all lanes.
   *
   * @param watchTail the tail watches see the excess risk of the weights before every update.
   * @param compareLast the last update says which lanes it left as they were, and which are finite after it.
   */
  advance(steps: number, watchTail: boolean, compareLast: boolean): void;
  /** Whether the last compared update changed no bit of the lane's weights. */
  isFixed(lane: number): boolean;
  /** Whether the lane's weights were finite after the last compared update. */
  isFinite(lane: number): boolean;
  /**
   * Whether a value of the lane's units in its last update is a subnormal number, which slows its whole block. Of
   * units alone (b_k, f_k; h_k, δ_k of the last samples): products may be subnormal without it.
   */
  hasSubnormals(lane: number): boolean;

  resetTail(lane: number): void;
  readTail(lane: number): TailState;
  writeTail(lane: number, tail: TailState): void;

  /**
   * As powerIteration, with yields wherever products take long; any number of jobs, best as many as lanes. Touches no
   * lane's training. One such computation, or one of `lanczos`, at a time.
   */
  powerIteration(jobs: readonly CurvatureJob[]): Generator<void, PowerIterationResult[]>;
  /** As lanczosInSlices, with a yield after every product of a block. */
  lanczos(jobs: readonly CurvatureJob[], options: LanczosOptions): Generator<void, EigenvalueResult[]>;
}
