import { runSpectrum, type RunSpectrumProgress } from '../run-spectrum';
import { requireExperiment, type Study } from './study';

const SAID = {
  training: 'training the run again',
  hessian: 'computing the Hessian',
  eigenvalues: 'computing its eigenvalues',
  density: 'computing the density of its eigenvalues',
  eigenvectors: 'computing eigenvectors',
} as const satisfies Record<RunSpectrumProgress['part'], string>;

/** The spectrum of the Hessian at a moment of an archived experiment's run. */
export const spectrumStudy: Study<'spectrum'> = function* (source, { experiment, place, after }) {
  const { record, prepared } = requireExperiment(source, experiment);
  const steps = runSpectrum({ spec: record.spec, prepared }, { ...place, after });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { part, share } = step.value;
    yield { share, said: SAID[part] };
  }
};
