import type { MinimiserFacts } from '../theory/minimiser-set/minimiser-facts';
import type { RescaledMinimiser } from '../theory/minimiser-set/rescaled-minimisers';
import type { WalkEnd } from '../theory/minimiser-set/sharpness-walk';
import type { RunPlace } from '../training/run-result';
import type { BoundsRow } from '../figures/bounds-table';
import type { ExperimentId } from './ids';

/** Where a minimiser is taken from. */
export type MinimiserSource =
  /** That of Theorem 2's upper bound. */
  | { readonly kind: 'balanced' }
  /** Random layers in a random basis, brought to w_prod = w⋆. */
  | { readonly kind: 'random'; readonly seed: number }
  /** The last weights of a run, brought to the nearest predictor of least risk. */
  | { readonly kind: 'run'; readonly place: RunPlace };

/** Which networks and data: those of an archived experiment, or of a spec. */
export type MinimiserSubject =
  | { readonly kind: 'experiment'; readonly experiment: ExperimentId }
  | { readonly kind: 'spec'; readonly spec?: unknown };

export interface MinimisersStudy {
  readonly of: MinimiserSubject;
  /** Not read where the source is a run, which has its own. */
  readonly depth: number;
  readonly source: MinimiserSource;
}

/** A minimiser, and what becomes of it under W_C = (C W_1, W_2/C, W_3, …). */
export interface MinimisersAnswer {
  readonly depth: number;
  readonly source: MinimiserSource;
  readonly bounds: BoundsRow;
  readonly minimiser: MinimiserFacts;
  /** Ascending in C, evenly in its logarithm, C = 1 in the middle; empty for one layer. */
  readonly rescaled: readonly RescaledMinimiser[];
  /** Of a run: how far it was from a minimiser. */
  readonly projection: {
    /** (R - R_min) over that of zero weights, before. */
    readonly relativeExcessRisk: number;
    /** ‖ΔW‖_F/‖W‖_F of the change. */
    readonly moved: number;
  } | null;
}

/** Downhill in sharpness among minimisers, from this one rescaled by C. */
export interface MinimiserWalkStudy extends MinimisersStudy {
  /** C; 1 where there is one layer. */
  readonly factor: number;
  /** Steps at most. */
  readonly steps: number;
}

export interface WalkMoment {
  readonly step: number;
  readonly sharpness: number;
  /** ‖W_k‖_F, k = 1 … L at index k - 1. */
  readonly layerNorms: readonly number[];
  /** max_k ‖W_{k+1}ᵀW_{k+1} - W_kW_kᵀ‖. */
  readonly imbalance: number;
}

export interface MinimiserWalkAnswer {
  readonly depth: number;
  readonly bounds: BoundsRow;
  readonly ended: WalkEnd;
  /** Steps taken. */
  readonly steps: number;
  /** The start, the end, and between them as many as a chart shows. */
  readonly course: readonly WalkMoment[];
  readonly start: MinimiserFacts;
  readonly end: MinimiserFacts;
}
