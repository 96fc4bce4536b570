import { runTheory } from '../run-theory';
import { requireExperiment, type Study } from './study';

/** The theory of one run of an archived experiment, ended or not: it is computed from the spec. */
export const runTheoryStudy: Study<'runTheory'> = (source, { experiment, ...request }) => {
  const { record, prepared } = requireExperiment(source, experiment);
  return runTheory({ spec: record.spec, prepared }, request);
};
