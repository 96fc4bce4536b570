import { linearModel, type LinearModel } from '@shared/network/model';
import { regressionProblem } from '@shared/network/regression-problem';
import { networkShape } from '@shared/network/shape';
import { randomNetwork, randomProblem } from './networks';

/** A network of these widths on 30 samples with ‖w⋆‖ = 1, and Gaussian weights of which layer 1 is zero. */
export function zeroLayerStart(
  widths: readonly number[],
  seed: number,
  scale: number,
): { model: LinearModel; initial: Float64Array } {
  const { network, weights } = randomNetwork(widths, seed, scale);
  const { problem } = randomProblem(30, widths[0]!, seed, true);
  weights.fill(0, 0, widths[0]! * widths[1]!);
  return { model: linearModel(network, problem), initial: weights };
}

/** L layers of one weight each, all `start`, on data with Σ̂ = 1 and w⋆ = 1: dx/dt = 2 (1 - x^L) x^(L-1). */
export function scalarChain(depth: number, start: number): { model: LinearModel; initial: Float64Array } {
  const table = { samples: 1, features: 1, inputs: Float64Array.of(1), targets: Float64Array.of(1) };
  const problem = regressionProblem({ train: table, test: null });
  const shape = networkShape(Array.from({ length: depth + 1 }, () => 1));
  return {
    model: linearModel({ shape, projection: Float64Array.of(1) }, problem),
    initial: new Float64Array(depth).fill(start),
  };
}
