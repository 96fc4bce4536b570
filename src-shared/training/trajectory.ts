import type { LinearModel } from '../network/model';

/** What moved the weights. */
export type Dynamics =
  | { readonly kind: 'gradientDescent'; readonly learningRate: number }
  /**
   * The error control of its integrator: a step's error in an entry of W_k stays below relative · |entry| + absolute ·
   * ‖W_k‖_F/√(d_k d_{k-1}), so that weights of any size are followed with the same number of digits.
   */
  | {
      readonly kind: 'gradientFlow';
      readonly relativeTolerance: number;
      readonly absoluteTolerance: number;
    };

export const DYNAMICS_KINDS = [
  'gradientDescent',
  'gradientFlow',
] as const satisfies readonly Dynamics['kind'][];
export type DynamicsKind = (typeof DYNAMICS_KINDS)[number];

/** A network at one moment of its course. */
export interface Moment {
  /** t; of gradient descent η · step, so that it stands beside gradient flow. */
  readonly time: number;
  /** Updates done; null of gradient flow. */
  readonly step: number | null;
  /** Length D, as stacked in NetworkShape. */
  readonly weights: Float64Array;
  /**
   * ∫_0^t ‖∇R(W(s))‖_F² ds, of gradient flow what the risk has fallen by, without the cancellation of a difference of
   * two risks; of gradient descent the sum Σ η ‖∇R‖_F² over its steps.
   */
  readonly descent: number;
}

/** The course of a linear network, seen at moments that ascend in time: first its start, last its end. */
export interface Trajectory {
  readonly model: LinearModel;
  readonly dynamics: Dynamics;
  readonly moments: readonly Moment[];
}
