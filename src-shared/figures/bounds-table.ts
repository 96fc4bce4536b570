import { criticalLearningRate, criticalLearningRateUpperBound } from '../theory/critical-learning-rate';
import { minimalSharpness } from '../theory/minimal-sharpness';
import { sharpnessLowerBound } from '../theory/sharpness-lower-bound';
import { sharpnessUpperBound } from '../theory/sharpness-upper-bound';
import { smallInitialisationUpperBound } from '../theory/small-initialisation-upper-bound';
import type { TheorySetting } from '../theory/theory-setting';

/** What theory says about the minimisers of one depth. */
export interface BoundsRow {
  readonly depth: number;
  /** The family of networks that the numbers are about. */
  readonly appliesTo: 'linear';
  readonly lower: number;
  readonly upper: number;
  /** S_min. */
  readonly exact: number;
  /** 8 L Λ ‖w⋆‖^{2-2/L}: for fully connected networks from small weights; null where Σ̂ is rank-deficient. */
  readonly smallInitialisationUpper: number | null;
  /** 2/S_min. */
  readonly criticalLearningRate: number;
  readonly criticalLearningRateUpperBound: number;
}

export function boundsTable(settings: readonly TheorySetting[]): BoundsRow[] {
  return settings.map((setting) => ({
    depth: setting.depth,
    appliesTo: 'linear',
    lower: sharpnessLowerBound.value(setting),
    upper: sharpnessUpperBound.value(setting),
    exact: minimalSharpness.value(setting),
    smallInitialisationUpper: smallInitialisationUpperBound.value(setting),
    criticalLearningRate: criticalLearningRate.value(setting),
    criticalLearningRateUpperBound: criticalLearningRateUpperBound.value(setting),
  }));
}
