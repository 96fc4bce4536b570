import type { CurvatureService } from '@shared/curvature/curvature-service';
import { TailWatch } from '@shared/training/outcome';
import type { RunCheckpoint } from '@shared/training/run-checkpoint';
import { RunCourse, type RunTask } from '@shared/training/run-course';
import type { RunPlace, RunResult } from '@shared/training/run-result';

/** A run on its way through an engine process: where it stands, and what is recorded of it. */
export class RunInWork {
  readonly course: RunCourse;
  /** Its weights; out of date while the run is in a lane. */
  readonly weights: Float64Array;
  /** Watch over the tail; out of date while the run is in a lane. */
  tail: TailWatch;
  /** Updates done, those included that would only have repeated a state. */
  time: number;
  /** Updates that were computed. */
  stepsTaken: number;

  constructor(
    readonly place: RunPlace,
    readonly task: RunTask,
    curvature: CurvatureService,
    checkpoint: RunCheckpoint | null,
  ) {
    this.course = new RunCourse(task, curvature, checkpoint?.course);
    this.weights = checkpoint?.weights ?? new Float64Array(task.model.shape.parameterCount);
    if (checkpoint === null) task.initialise(this.weights);
    this.tail = new TailWatch(checkpoint?.tail.least, checkpoint?.tail.rose);
    this.time = checkpoint?.time ?? 0;
    this.stepsTaken = this.time;
  }

  /** The first time from now on at which something is to be recorded. */
  get nextStop(): number {
    return this.course.nextStop(this.time);
  }

  /** The result; null while curvatures are still to be computed. */
  result(): RunResult | null {
    const result = this.course.result(this.stepsTaken);
    return result && { ...this.place, ...result };
  }

  /** Null while curvatures are still to be computed. */
  checkpoint(): RunCheckpoint | null {
    const course = this.course.checkpoint();
    if (course === null) return null;
    const { least, rose } = this.tail;
    return { ...this.place, time: this.time, weights: this.weights, tail: { least, rose }, course };
  }
}
