import type { Sharpness } from '../curvature/sharpness';
import type { Moment, Trajectory } from '../training/trajectory';
import type { TheorySetting } from './theory-setting';

/** One layer at one moment. */
export interface LayerFacts {
  /** ‖W_k‖_F. */
  readonly frobeniusNorm: number;
  /** All min(d_k, d_{k-1}) of them, descending; the first is σ_k = ‖W_k‖. */
  readonly singularValues: Float64Array;
  /** u_k, length d_k: W_k v_k = σ_k u_k. */
  readonly topLeft: Float64Array;
  /** v_k, length d_{k-1}. */
  readonly topRight: Float64Array;
}

/** What statements read of a network at one moment. Each is computed when first asked for, and kept. */
export interface MomentFacts extends Moment {
  /** R - R_min. */
  readonly excessRisk: number;
  /** w_prod, length d. */
  readonly product: Float64Array;
  /** ‖∇R¹(w_prod)‖. */
  readonly productSlope: number;
  /** ‖∇_k R‖_F², k = 1 … L at index k - 1. */
  readonly gradientSquares: Float64Array;
  /** ‖b_k‖, b_k = W_{k+1}ᵀ … W_Lᵀ p, k = 0 … L at index k: ‖w_prod‖ first, ‖p‖ last. */
  readonly chainNorms: Float64Array;
  /** Layer k at index k - 1. */
  readonly layers: readonly LayerFacts[];
  /** W_{k+1}ᵀ W_{k+1} - W_k W_kᵀ (d_k × d_k), k = 1 … L - 1 at index k - 1. */
  readonly imbalances: readonly Float64Array[];
  /** Largest eigenvalue of the Hessian, exact, with its error. */
  readonly sharpness: Sharpness;
}

/** How the run's weights were started, as far as statements ask. */
export interface JudgedStart {
  /** Id of the initialisation's family. */
  readonly family: string;
  readonly scale: number;
}

/** A run as statements see it. */
export interface JudgedRun {
  readonly setting: TheorySetting;
  readonly trajectory: Trajectory;
  readonly start: JudgedStart;
  /** Of every moment of the trajectory; the first is the start, the last the end. */
  readonly moments: readonly MomentFacts[];
}
