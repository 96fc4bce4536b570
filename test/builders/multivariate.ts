import type { MultivariateModel } from '@shared/network/multivariate/multivariate-network';
import {
  multivariateProblem,
  type MultivariateTable,
} from '@shared/network/multivariate/multivariate-problem';
import { networkShape } from '@shared/network/shape';
import { keyAt, normals } from '@shared/numerics/random/content';
import { matrixOf, times, transpose } from './linear-algebra';

/** Shapes that every formula must hold for: widths d_0 … d_L. */
export const MULTIVARIATE_SHAPES: readonly (readonly number[])[] = [
  [3, 2],
  [2, 3],
  [3, 3, 3],
  [2, 4, 3],
  [4, 2, 5, 2],
  [3, 3, 3, 3, 3],
];

export function randomTable(
  samples: number,
  inputs: number,
  outputs: number,
  seed: number,
): MultivariateTable {
  return {
    samples,
    inputs,
    outputs,
    X: normals(keyAt(seed, ['test X']), samples * inputs),
    Y: normals(keyAt(seed, ['test Y']), samples * outputs),
  };
}

export function randomMultivariate(
  widths: readonly number[],
  samples: number,
  seed: number,
): { model: MultivariateModel; weights: Float64Array; table: MultivariateTable } {
  const table = randomTable(samples, widths[0]!, widths.at(-1)!, seed);
  const shape = networkShape(widths);
  const weights = normals(keyAt(seed, ['test weights']), shape.parameterCount).map((entry) => 0.7 * entry);
  return { model: { shape, problem: multivariateProblem(table) }, weights, table };
}

/** ‖Y - X (W_L … W_1)ᵀ‖_F²/n by naive products, from the data themselves. */
export function naiveMultivariateRisk(
  { shape }: MultivariateModel,
  weights: Float64Array,
  { samples, inputs, outputs, X, Y }: MultivariateTable,
): number {
  let outputsOf = matrixOf(X, samples, inputs);
  for (let k = 1; k <= shape.depth; k += 1) {
    const layer = matrixOf(weights, shape.widths[k]!, shape.widths[k - 1]!, shape.offsets[k - 1]);
    outputsOf = times(outputsOf, transpose(layer));
  }
  const targets = matrixOf(Y, samples, outputs);
  let sum = 0;
  outputsOf.forEach((row, i) => row.forEach((value, j) => (sum += (targets[i]![j]! - value) ** 2)));
  return sum / samples;
}
