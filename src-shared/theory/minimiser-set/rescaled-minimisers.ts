import { minimiserSharpness } from '../../curvature/minimiser-sharpness';
import { rescaleFirstLayers } from '../../network/initialisations/rescaled-minimiser';
import { backward, linearWorkspace } from '../../network/linear-network';
import type { LinearModel } from '../../network/model';
import { norm } from '../../numerics/dense';
import type { TheorySetting } from '../theory-setting';
import { layerNormBound, oneLayerBound } from './layer-norm-bound';
import { layerNorms } from './minimiser-facts';

/** W_C = (C W_1, W_2/C, W_3, …) of a minimiser W: a minimiser with the same predictor. */
export interface RescaledMinimiser {
  /** C. */
  readonly factor: number;
  /** S(W_C). */
  readonly sharpness: number;
  /** Theorem 2's lower bound for the layer norms of W_C. */
  readonly layerNormBound: number;
  /** Its part of the second layer, 2 a ‖w⋆‖^{2-1/L} ‖p‖^{1/L} C/‖W_2‖_F, which goes to infinity with C. */
  readonly secondLayerBound: number;
  /** ‖w_prod - w⋆‖. */
  readonly distance: number;
}

/** @param model of depth 2 or more. */
export function rescaledMinimiser(
  setting: TheorySetting,
  model: LinearModel,
  minimiser: Float64Array,
  factor: number,
): RescaledMinimiser {
  const { shape, network, problem } = model;
  const weights = Float64Array.from(minimiser);
  rescaleFirstLayers(shape, factor, weights);
  const workspace = linearWorkspace(network);
  backward(network, problem, weights, workspace);
  const norms = layerNorms(shape, weights);
  return {
    factor,
    sharpness: minimiserSharpness(network, problem, weights).value,
    layerNormBound: layerNormBound(setting, norms),
    secondLayerBound: oneLayerBound(setting, norms[1]!),
    distance: norm(workspace.error),
  };
}
