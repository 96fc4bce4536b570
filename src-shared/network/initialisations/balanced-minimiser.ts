import { norm } from '../../numerics/dense';
import { power } from '../../numerics/elementary';
import { layerOf } from '../shape';
import { needsLinearNetwork, type Initialisation, type InitialisationInput } from './initialisation';

/**
 * The minimiser of Theorem 2's upper bound: rank-one layers of equal norm (‖w⋆‖/‖p‖)^{1/L}, consecutive singular
 * vectors aligned, the first right one w⋆/‖w⋆‖, the last left one p/‖p‖. Between layers, where any unit vector
 * will do, the first basis vector is taken.
 */
export function fillBalancedMinimiser(
  { network, problem }: Pick<InitialisationInput, 'network' | 'problem'>,
  out: Float64Array,
): void {
  const { shape, projection } = network;
  const pNorm = norm(projection);
  const layerNorm = power(problem.wStarNorm / pNorm, 1 / shape.depth);
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    for (let i = 0; i < rows; i += 1) {
      const left = k === shape.depth ? projection[i]! / pNorm : Number(i === 0);
      for (let j = 0; j < columns; j += 1) {
        const right = k === 1 ? problem.wStar[j]! / problem.wStarNorm : Number(j === 0);
        out[offset + i * columns + j] = layerNorm * left * right;
      }
    }
  }
}

export const balancedMinimiser: Initialisation = {
  id: 'balancedMinimiser',
  title: 'Balanced minimiser',
  source: 'Theorem 2, proof of the upper bound',
  scale: null,
  parameters: {},
  random: false,
  refuses: needsLinearNetwork,
  initialise: fillBalancedMinimiser,
};
