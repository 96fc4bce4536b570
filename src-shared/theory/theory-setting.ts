import type { RegressionProblem } from '../network/regression-problem';

/** What the statements on minimisers depend on. */
export interface TheorySetting {
  readonly problem: RegressionProblem;
  /** L. */
  readonly depth: number;
  /** ‖p‖: 1 for fully connected networks. */
  readonly projectionNorm: number;
}
