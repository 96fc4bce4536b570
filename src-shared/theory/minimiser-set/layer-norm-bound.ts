import { layerNormFactor } from '../minimisers/layer-norm-bounds';
import type { TheorySetting } from '../theory-setting';

/** Theorem 2, first lower bound: S(W) >= 2 a ‖w⋆‖^{2-1/L} ‖p‖^{1/L} Σ_k 1/‖W_k‖_F for a minimiser with these ‖W_k‖_F. */
export function layerNormBound(setting: TheorySetting, frobeniusNorms: readonly number[]): number {
  return frobeniusNorms.reduce((sum, norm) => sum + oneLayerBound(setting, norm), 0);
}

/** The part of one layer in it, a bound by itself. */
export function oneLayerBound(setting: TheorySetting, frobeniusNorm: number): number {
  return (2 * layerNormFactor(setting)) / frobeniusNorm;
}
