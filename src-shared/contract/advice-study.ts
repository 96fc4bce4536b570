import type { DepthAdvice } from '../experiment/advice/depth-advice';
import type { Obstacle } from '../experiment/advice/small-scale-spec';
import type { ExperimentSpec } from '../experiment/spec';
import type { Condition } from '../theory/verdict';

/** What would make a design satisfy (A1) and (A2). */
export interface AdviceStudy {
  readonly spec?: unknown;
  /** Engine processes that the times are for. */
  readonly processes: number;
}

/** What (A2) asks of a depth of the grid, or of one that would be affordable instead. */
export interface DepthRow extends DepthAdvice {
  readonly inGrid: boolean;
  /** Of one run, in seconds. */
  readonly secondsPerRun: number;
  /** Of all its runs, in seconds. */
  readonly seconds: number;
  /** 'tooLong': it fits into a spec, but takes more than some minutes. 'tooManySteps': no spec takes so many. */
  readonly affordable: 'yes' | 'tooLong' | 'tooManySteps';
}

export interface AdviceAnswer {
  /** (A1) and (A2) of the design as it is: of the first repetition at the largest scale and depth; empty for GELU. */
  readonly asDesigned: readonly Condition[];
  /** Whether those and nothing of the setting fail. */
  readonly satisfied: boolean;
  readonly obstacles: readonly Obstacle[];
  /** By depth, ascending; empty where something stands against it that only the user can mend. */
  readonly rows: readonly DepthRow[];
  /** The design made to satisfy both, with the depths that are affordable; null where there is none. */
  readonly mended: {
    readonly spec: ExperimentSpec;
    readonly depths: readonly number[];
    readonly scale: number;
    readonly learningRate: number;
    readonly steps: number;
    readonly runs: number;
    readonly seconds: number;
  } | null;
}
