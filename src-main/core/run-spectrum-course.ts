import { isLinear } from '@shared/experiment/linearity';
import { spectrumCourseFacts, type SpectrumCourseFacts } from '@shared/figures/spectrum-course-facts';
import { minimalSharpness } from '@shared/theory/minimal-sharpness';
import type { RunPlace } from '@shared/training/run-result';
import { spectrumCourse, type SpectrumCourseOptions } from '@shared/training/spectrum-course';
import type { OpenSpec } from './open-spec';
import { requireRun } from './run-spectrum';

/**
 * The ends of the Hessian's spectrum along a run, which is trained again from the spec. Yields the share of the work that
 * is done. Throws 'bad-arguments' where there is no such run.
 */
export function* runSpectrumCourse(
  { spec, prepared }: Pick<OpenSpec, 'spec' | 'prepared'>,
  place: RunPlace,
  options: SpectrumCourseOptions,
): Generator<number, SpectrumCourseFacts> {
  const cell = requireRun(spec, place);
  const task = prepared.task(cell, place.repetition);
  const course = yield* spectrumCourse(task, options);
  const floor = isLinear(spec) ? minimalSharpness.value(prepared.theory(cell.depth)) : null;
  return spectrumCourseFacts(cell, place.repetition, task.model.shape.parameterCount, floor, course);
}
