import type { MultivariateExperiment } from '../network/multivariate/multivariate-experiment';
import type { MultivariateFacts } from '../theory/multivariate/multivariate-facts';

/** Gradient flow and descent of a regression with several outputs: needs no experiment. */
export type MultivariateStudy = MultivariateExperiment;
export type MultivariateAnswer = MultivariateFacts;
