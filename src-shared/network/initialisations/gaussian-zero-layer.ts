import { layerOf } from '../shape';
import { fillGaussian, gaussian } from './gaussian';
import type { Initialisation } from './initialisation';

/** Satisfies Assumption (A1) almost surely: R(W(0)) = R_0 and the gradient of the zero layer is not 0. */
export const gaussianZeroLayer: Initialisation = {
  id: 'gaussianZeroLayer',
  title: 'Gaussian with one zero layer',
  source: 'Section 4, after Assumption (A1)',
  scale: gaussian.scale,
  parameters: {
    zeroLayer: {
      symbol: 'k',
      meaning: 'the layer that starts at zero, counted from the input',
      min: 1,
      max: 256,
      integer: true,
      default: 1,
    },
  },
  random: true,
  refuses: () => null,
  initialise: (input, out) => {
    fillGaussian(input, out);
    const { shape } = input.network;
    const { rows, columns, offset } = layerOf(shape, input.parameters['zeroLayer']!);
    out.fill(0, offset, offset + rows * columns);
  },
};
