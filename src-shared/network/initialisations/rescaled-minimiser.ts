import { fillBalancedMinimiser } from './balanced-minimiser';
import { layerOf, type NetworkShape } from '../shape';
import { LARGEST_SCALE, needsLinearNetwork, type Initialisation } from './initialisation';

/** (W_1, W_2, W_3, …) ← (C W_1, W_2/C, W_3, …), in place: the predictor stays. */
export function rescaleFirstLayers(shape: NetworkShape, factor: number, weights: Float64Array): void {
  const first = layerOf(shape, 1);
  const second = layerOf(shape, 2);
  for (let i = 0; i < first.rows * first.columns; i += 1) weights[first.offset + i]! *= factor;
  for (let i = 0; i < second.rows * second.columns; i += 1) weights[second.offset + i]! /= factor;
}

/** W_C = (C W_1, W_2/C, W_3, …) of the balanced minimiser: a minimiser whose sharpness grows with C. */
export const rescaledMinimiser: Initialisation = {
  id: 'rescaledMinimiser',
  title: 'Rescaled minimiser',
  source: 'Section 3, after Theorem 2',
  scale: {
    symbol: 'C',
    meaning: 'factor of the first layer and divisor of the second',
    min: 0,
    open: true,
    max: LARGEST_SCALE,
    default: 2,
  },
  parameters: {},
  random: false,
  refuses: (network) =>
    network.widths.length > 2
      ? needsLinearNetwork(network)
      : 'it needs two layers to shift norm between: choose a depth of at least 2',
  initialise: (input, out) => {
    fillBalancedMinimiser(input, out);
    rescaleFirstLayers(input.network.shape, input.scale, out);
  },
};
