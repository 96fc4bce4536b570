import { FLOW_DEFAULTS } from '@shared/training/gradient-flow';
import { runFlow } from '../run-flow';
import { requireExperiment, type Study } from './study';

/** Gradient flow from the initial weights of an archived experiment's run, ended or not: it is computed from the spec. */
export const flowStudy: Study<'flow'> = (source, { experiment, place, moments, compare, ...choice }) => {
  const { record, prepared } = requireExperiment(source, experiment);
  const { relativeTolerance, absoluteTolerance, coordinate, excessRisk, gradientNorm } = choice;
  const until = { ...FLOW_DEFAULTS.until, excessRisk, gradientNorm };
  const options = { relativeTolerance, absoluteTolerance, coordinate, until, moments };
  return runFlow({ spec: record.spec, prepared }, { ...place, options, compare });
};
