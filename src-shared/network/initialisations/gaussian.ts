import { layerOf } from '../shape';
import { LARGEST_SCALE, type Initialisation, type InitialisationInput } from './initialisation';

/** Every entry independent, N(0, scale²). */
export function fillGaussian({ network, draws, scale }: InitialisationInput, out: Float64Array): void {
  const { shape } = network;
  for (let k = 1; k <= shape.depth; k += 1) {
    const { rows, columns, offset } = layerOf(shape, k);
    const normals = draws.layer(k, rows * columns);
    for (let i = 0; i < normals.length; i += 1) out[offset + i] = scale * normals[i]!;
  }
}

export const gaussian: Initialisation = {
  id: 'gaussian',
  title: 'Gaussian',
  source: 'Appendix C, details of Figure 1',
  scale: {
    symbol: 'σ',
    meaning: 'standard deviation of every entry',
    min: 0,
    max: LARGEST_SCALE,
    default: 0.35,
  },
  parameters: {},
  random: true,
  refuses: () => null,
  initialise: fillGaussian,
};
