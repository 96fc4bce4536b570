import type { RegressionProblem } from './regression-problem';
import type { LinearNetwork, NetworkShape } from './shape';

/** A deep linear network on a regression problem: the data enter through Σ̂ and w⋆ only. */
export interface LinearModel {
  readonly kind: 'linear';
  readonly shape: NetworkShape;
  readonly network: LinearNetwork;
  readonly problem: RegressionProblem;
}

/** What is trained: a network on its data. Everything that a step, a measure or a kernel needs. */
export type Model = LinearModel;

export function linearModel(network: LinearNetwork, problem: RegressionProblem): LinearModel {
  return { kind: 'linear', shape: network.shape, network, problem };
}

/** What the network's function is compared with, to say how a run ended. */
export interface ModelScale {
  /** R_0 - R_min: the excess risk of zero weights. */
  readonly zeroExcessRisk: number;
  /** Size of the function that is sought, in the unit of `Observation.outputSize`. */
  readonly targetSize: number;
}

export function modelScale({ problem }: Model): ModelScale {
  return {
    zeroExcessRisk: problem.a * problem.wStarNorm * problem.wStarNorm,
    targetSize: problem.wStarNorm,
  };
}

/** What is seen of a network between two updates. */
export interface Observation {
  readonly risk: number;
  /** R - R_min. */
  readonly excessRisk: number;
  /** ‖w_prod - w⋆‖². */
  readonly squaredDistance: number;
  /** Size of the network's function: ‖w_prod‖. */
  readonly outputSize: number;
}
