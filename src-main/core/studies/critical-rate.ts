import { formatSetting } from '@shared/figures/format-number';
import { criticalRates } from '../critical-rate';
import { requireExperiment, type Study } from './study';

/** The critical learning rate of an archived experiment's families by experiment. */
export const criticalRateStudy: Study<'criticalRate'> = function* (source, { experiment, ...choice }) {
  const { record, prepared } = requireExperiment(source, experiment);
  const steps = criticalRates({ spec: record.spec, prepared }, { ...choice, ratios: null });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { share, depth, scale, runs } = step.value;
    yield { share, said: `depth ${depth}, scale ${formatSetting(scale)}: ${runs} runs done` };
  }
};
