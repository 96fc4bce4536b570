import type { RunTask } from './run-course';
import type { TraceQuantity, TraceSeries } from './run-result';
import { simulateRun } from './simulate-run';
import { traceEnd } from './trace-end';

/**
 * Trains a run again for about `samples` samples of its course. One that is not finite to its end is trained once more,
 * with its samples spread over the steps that it lived and one beyond. Yields as `simulateRun` does.
 */
export function* retrace(
  task: RunTask,
  quantities: readonly TraceQuantity[],
  samples: number,
): Generator<number, TraceSeries[]> {
  let lived = task.steps;
  for (;;) {
    const every = Math.max(1, Math.ceil(lived / samples));
    // Whole strides, so that the step that is not finite any more is among them.
    const steps = lived === task.steps ? lived : every * Math.ceil(lived / every);
    const { traces } = yield* simulateRun({ ...task, steps, trace: { every, quantities } });
    const end = traceEnd(traces);
    if (end === null || end === 0 || end > lived / 2 || every === 1) return [...traces];
    lived = end;
  }
}
