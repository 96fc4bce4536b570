import { layerOf } from '../shape';
import { LARGEST_SCALE, needsSquareLayers, type Initialisation } from './initialisation';

/** W_k = I + s/√(Ld) N_k, N_k with independent standard Gaussian entries. */
export const residual: Initialisation = {
  id: 'residual',
  title: 'Residual',
  source: 'Section 5, equation (2)',
  scale: {
    symbol: 's',
    meaning: 'scale of the Gaussian part: W_k = I + s/√(Ld) N_k',
    min: 0,
    max: LARGEST_SCALE,
    default: 0.25,
  },
  parameters: {},
  random: true,
  refuses: needsSquareLayers,
  initialise: ({ network, draws, scale }, out) => {
    const { shape } = network;
    const width = shape.widths[0]!;
    const deviation = scale / Math.sqrt(shape.depth * width);
    for (let k = 1; k <= shape.depth; k += 1) {
      const { offset } = layerOf(shape, k);
      const normals = draws.layer(k, width * width);
      for (let i = 0; i < normals.length; i += 1) {
        const identity = i % (width + 1) === 0 ? 1 : 0;
        out[offset + i] = identity + deviation * normals[i]!;
      }
    }
  },
};
