import { minimiserSharpness } from '../../curvature/minimiser-sharpness';
import { backward, excessRisk, linearWorkspace } from '../../network/linear-network';
import { modelScale, type LinearModel } from '../../network/model';
import { layerOf, type NetworkShape } from '../../network/shape';
import { norm, scaledNorm } from '../../numerics/dense';
import { singularValues } from '../../numerics/singular-values';
import { imbalance } from '../imbalance';
import type { TheorySetting } from '../theory-setting';
import { layerNormBound } from './layer-norm-bound';

/** What is measured of a minimiser. */
export interface MinimiserFacts {
  /** S(W), by the d × d eigenproblem. */
  readonly sharpness: number;
  /** |S(W) - sharpness| is at most this: what rounding left of ∇R¹, and of the eigenvalue. */
  readonly error: number;
  /** Theorem 2's lower bound for these layer norms. */
  readonly layerNormBound: number;
  /** ‖W_k‖_F, k = 1 … L at index k - 1. */
  readonly layerNorms: readonly number[];
  /** max_k ‖W_{k+1}ᵀW_{k+1} - W_kW_kᵀ‖: 0 where layers are balanced. */
  readonly imbalance: number;
  /** ‖w_prod - w⋆‖; 0 up to rounding where Σ̂ has full rank. */
  readonly distance: number;
  /** (R - R_min) over that of zero weights; 0 up to rounding. */
  readonly relativeExcessRisk: number;
}

/** Rounding of a d × d eigenproblem whose entries are products of L matrices, relative to its top eigenvalue. */
const SHARPNESS_ROUNDING = 1e-13;

export function minimiserFacts(
  setting: TheorySetting,
  model: LinearModel,
  weights: Float64Array,
): MinimiserFacts {
  const { shape, network, problem } = model;
  const { value, halfWidth } = minimiserSharpness(network, problem, weights);
  const workspace = linearWorkspace(network);
  backward(network, problem, weights, workspace);
  const norms = layerNorms(shape, weights);
  return {
    sharpness: value,
    error: halfWidth + SHARPNESS_ROUNDING * value,
    layerNormBound: layerNormBound(setting, norms),
    layerNorms: norms,
    imbalance: largestImbalance(shape, weights),
    distance: norm(workspace.error),
    relativeExcessRisk: excessRisk(workspace) / modelScale(model).zeroExcessRisk,
  };
}

/** ‖W_k‖_F, k = 1 … L at index k - 1. */
export function layerNorms(shape: NetworkShape, weights: Float64Array): number[] {
  return shape.offsets.map((_, i) => {
    const { rows, columns, offset } = layerOf(shape, i + 1);
    return scaledNorm(weights.subarray(offset, offset + rows * columns));
  });
}

/** max_k ‖W_{k+1}ᵀW_{k+1} - W_kW_kᵀ‖; 0 for one layer. Cost O(L max d_k³). */
export function largestImbalance(shape: NetworkShape, weights: Float64Array): number {
  let largest = 0;
  for (let k = 1; k < shape.depth; k += 1) {
    const width = shape.widths[k]!;
    const [top] = singularValues(imbalance(shape, weights, k), width, width).values;
    largest = Math.max(largest, top!);
  }
  return largest;
}
