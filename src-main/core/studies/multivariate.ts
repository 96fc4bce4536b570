import { WorkbenchError } from '@shared/contract/errors';
import { multivariateRefusal } from '@shared/network/multivariate/multivariate-experiment';
import { multivariateFacts, type MultivariateProgress } from '@shared/theory/multivariate/multivariate-facts';
import type { Study } from './study';

const SAID = {
  flow: 'following gradient flow',
  descent: 'following gradient descent',
  judging: 'judging',
} as const satisfies Record<MultivariateProgress['part'], string>;

/** A regression with several outputs, from its start to its end. Throws 'bad-arguments' where its numbers do not fit. */
export const multivariateStudy: Study<'multivariate'> = function* (_source, { kind: _, ...experiment }) {
  const refusal = multivariateRefusal(experiment);
  if (refusal !== null) throw new WorkbenchError('bad-arguments', refusal);
  const steps = multivariateFacts(experiment);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { part, share } = step.value;
    yield { share, said: SAID[part] };
  }
};
