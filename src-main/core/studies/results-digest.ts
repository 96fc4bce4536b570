import { experimentDigestSteps } from '../experiment-digest';
import { requireExperiment, type Study } from './study';

/** The digest of all results: it reads every run and every trace. */
export const resultsDigestStudy: Study<'resultsDigest'> = function* (source, { experiment }) {
  const { record } = requireExperiment(source, experiment);
  return yield* experimentDigestSteps(source.archive()!, record);
};
