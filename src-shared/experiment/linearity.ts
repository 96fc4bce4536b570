import type { Activation } from '../network/activation';
import { TRACE_QUANTITIES, type TraceQuantity } from '../training/run-result';
import type { ExperimentSpec } from './spec';

type OfNetwork = Pick<ExperimentSpec, 'network'>;

/** What stands between the layers of a spec's networks; residual networks have nothing there. */
export function activationOf({ network }: OfNetwork): Activation {
  return network.kind === 'fullyConnected' && 'activation' in network ? network.activation : 'identity';
}

/** Whether a spec's networks are linear: only these have a w_prod, a distance to w⋆, and theory that judges them. */
export function isLinear(spec: OfNetwork): boolean {
  return activationOf(spec) === 'identity';
}

/** What can be recorded along the runs of a spec. */
export function traceQuantities(spec: OfNetwork): readonly TraceQuantity[] {
  return isLinear(spec) ? TRACE_QUANTITIES : TRACE_QUANTITIES.filter((name) => name !== 'squaredDistance');
}
