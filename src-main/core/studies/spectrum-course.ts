import { runSpectrumCourse } from '../run-spectrum-course';
import { requireExperiment, type Study } from './study';

/** The ends of the Hessian's spectrum along an archived experiment's run. */
export const spectrumCourseStudy: Study<'spectrumCourse'> = function* (
  source,
  { experiment, place, samples, largest },
) {
  const { record, prepared } = requireExperiment(source, experiment);
  const steps = runSpectrumCourse({ spec: record.spec, prepared }, place, { samples, largest });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield { share: step.value, said: 'following the spectrum along the run' };
  }
};
