import type { Table } from './data/data-set';
import type { RegressionProblem } from './regression-problem';
import type { LinearNetwork, NetworkShape } from './shape';

/** A deep linear network on a regression problem: the data enter through Σ̂ and w⋆ only. */
export interface LinearModel {
  readonly kind: 'linear';
  readonly shape: NetworkShape;
  readonly network: LinearNetwork;
  readonly problem: RegressionProblem;
}

/** A multilayer perceptron with GELU between its layers: every step sees every sample. */
export interface GeluModel {
  readonly kind: 'gelu';
  readonly shape: NetworkShape;
  /** The linear network of the same layers (p = 1): what initialisations and the bounds for reference read. */
  readonly network: LinearNetwork;
  readonly problem: RegressionProblem;
  readonly train: Table;
}

/** What is trained: a network on its data. Everything that a step, a measure or a kernel needs. */
export type Model = LinearModel | GeluModel;

export function linearModel(network: LinearNetwork, problem: RegressionProblem): LinearModel {
  return { kind: 'linear', shape: network.shape, network, problem };
}

export function geluModel(network: LinearNetwork, problem: RegressionProblem, train: Table): GeluModel {
  return { kind: 'gelu', shape: network.shape, network, problem, train };
}

/** Multiply-adds of one update. */
export function stepWork(model: Model): number {
  return model.kind === 'linear'
    ? linearStepWork(model.shape)
    : geluStepWork(model.shape, model.train.samples);
}

export function linearStepWork({ widths, parameterCount }: NetworkShape): number {
  return 3 * parameterCount + widths[0]! * widths[0]!;
}

/** An activation and its slope, 28 operations, count as 14. */
export function geluStepWork({ widths, parameterCount }: NetworkShape, samples: number): number {
  const hiddenUnits = widths.slice(1, -1).reduce((sum, width) => sum + width, 0);
  return samples * (3 * parameterCount + 14 * hiddenUnits);
}

/** What the network's function is compared with, to say how a run ended. */
export interface ModelScale {
  /** Excess risk of zero weights: R_0 - R_min, for GELU R_0. */
  readonly zeroExcessRisk: number;
  /** Size of the function that is sought, in the unit of `Observation.outputSize`. */
  readonly targetSize: number;
}

export function modelScale({ kind, problem }: Model): ModelScale {
  if (kind === 'gelu') return { zeroExcessRisk: problem.riskZero, targetSize: Math.sqrt(problem.riskZero) };
  return {
    zeroExcessRisk: problem.a * problem.wStarNorm * problem.wStarNorm,
    targetSize: problem.wStarNorm,
  };
}

/** What is seen of a network between two updates. */
export interface Observation {
  readonly risk: number;
  /** R - R_min; for GELU, whose least risk is not known, R - 0. */
  readonly excessRisk: number;
  /** ‖w_prod - w⋆‖²; null where the network is not linear. */
  readonly squaredDistance: number | null;
  /** Size of the network's function: ‖w_prod‖, for GELU the root mean square of its outputs on the training table. */
  readonly outputSize: number;
}
