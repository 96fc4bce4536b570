import type { Model } from '../network/model';
import { geluHessian } from './gelu-hessian';
import { linearHessian } from './linear-hessian';
import type { SymmetricOperator } from './operator';

/** The Hessian of the risk over all parameters at fixed weights: do not change them while it is in use. */
export function hessian(model: Model, weights: Float64Array): SymmetricOperator {
  return model.kind === 'linear'
    ? linearHessian(model.network, model.problem, weights)
    : geluHessian(model.shape, model.train, weights);
}
