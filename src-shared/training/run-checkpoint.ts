import type { CourseCheckpoint } from './run-course';
import type { RunPlace } from './run-result';

/** A run half-way: with its task, everything that is needed to go on, to the same bits. */
export interface RunCheckpoint extends RunPlace {
  /** Updates done. */
  readonly time: number;
  readonly weights: Float64Array;
  readonly tail: { readonly least: number; readonly rose: boolean };
  readonly course: CourseCheckpoint;
}
