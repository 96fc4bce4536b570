import { keyAt, normals } from '@shared/numerics/random/content';
import { syntheticDataSet } from '@shared/network/data/synthetic';
import { regressionProblem, type RegressionProblem } from '@shared/network/regression-problem';
import { networkShape, type LinearNetwork } from '@shared/network/shape';

/** A network of these widths with weights drawn N(0, scale²) and, where d_L > 1, a random projection. */
export function randomNetwork(
  widths: readonly number[],
  seed: number,
  scale = 0.8,
): { network: LinearNetwork; weights: Float64Array } {
  const shape = networkShape(widths);
  const outputs = widths.at(-1)!;
  const projection = outputs === 1 ? Float64Array.of(1) : normals(keyAt(seed, ['test projection']), outputs);
  const weights = normals(keyAt(seed, ['test weights']), shape.parameterCount).map((value) => scale * value);
  return { network: { shape, projection }, weights };
}

/** A noisy synthetic problem; `samples` < `features` makes Σ̂ rank-deficient. */
export function randomProblem(
  samples: number,
  features: number,
  seed: number,
  normalise = false,
): { problem: RegressionProblem; inputs: Float64Array; targets: Float64Array } {
  const data = syntheticDataSet(
    {
      kind: 'synthetic',
      samples,
      features,
      spectrum: { kind: 'isotropic' },
      covariance: 'population',
      noise: 0.5,
      normalise,
      testSamples: 0,
    },
    seed,
  );
  return { problem: regressionProblem(data), inputs: data.train.inputs, targets: data.train.targets };
}

/** The risk ‖y - X w_prod‖²/n by naive products, from the data themselves. */
export function naiveRisk(
  { shape, projection }: LinearNetwork,
  weights: Float64Array,
  inputs: Float64Array,
  targets: Float64Array,
): number {
  let row = [...projection];
  for (let k = shape.depth; k >= 1; k -= 1) {
    const columns = shape.widths[k - 1]!;
    const offset = shape.offsets[k - 1]!;
    row = Array.from({ length: columns }, (_, j) =>
      row.reduce((sum, left, i) => sum + left * weights[offset + i * columns + j]!, 0),
    );
  }
  const errors = [...targets].map(
    (target, i) => target - row.reduce((sum, w, j) => sum + w * inputs[i * row.length + j]!, 0),
  );
  return errors.reduce((sum, error) => sum + error * error, 0) / targets.length;
}

/** Shapes that every formula must hold for: widths d_0 … d_L. */
export const SHAPES: readonly (readonly number[])[] = [
  [3, 1],
  [3, 3, 1],
  [2, 4, 3, 1],
  [3, 3, 3, 3],
  [4, 2, 5, 2],
];

/** A problem with one feature, Σ̂ = covariance and w⋆ = regressor, without noise. */
export function lineProblem(covariance: number, regressor: number): RegressionProblem {
  // Two inputs of equal square, so that Σ̂ is that square.
  const x = Math.sqrt(covariance);
  return regressionProblem({
    train: {
      samples: 2,
      features: 1,
      inputs: Float64Array.of(x, -x),
      targets: Float64Array.of(regressor * x, -regressor * x),
    },
    test: null,
  });
}

/**
 * Makes any weights a minimiser: the first layer is moved the least in Frobenius norm that brings w_prod to w⋆,
 * W_1 ← W_1 + b_1 (w⋆ - w_prod)ᵀ/‖b_1‖².
 */
export function movedToMinimiser(
  { shape, projection }: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
): Float64Array {
  let b = [...projection];
  for (let k = shape.depth; k >= 2; k -= 1) {
    const columns = shape.widths[k - 1]!;
    b = Array.from({ length: columns }, (_, j) =>
      b.reduce((sum, value, i) => sum + value * weights[shape.offsets[k - 1]! + i * columns + j]!, 0),
    );
  }
  const out = Float64Array.from(weights);
  const d = shape.widths[0]!;
  const squares = b.reduce((sum, value) => sum + value * value, 0);
  for (let j = 0; j < d; j += 1) {
    const product = b.reduce((sum, value, i) => sum + value * weights[i * d + j]!, 0);
    b.forEach((value, i) => (out[i * d + j]! += (value * (problem.wStar[j]! - product)) / squares));
  }
  return out;
}
