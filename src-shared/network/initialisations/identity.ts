import { needsSquareLayers, type Initialisation } from './initialisation';

/** W_k = I. */
export const identity: Initialisation = {
  id: 'identity',
  title: 'Identity',
  source: 'Section 5: equation (2) at s = 0',
  scale: null,
  parameters: {},
  random: false,
  refuses: needsSquareLayers,
  initialise: ({ network }, out) => {
    const width = network.shape.widths[0]!;
    const layer = width * width;
    for (let i = 0; i < out.length; i += 1) out[i] = (i % layer) % (width + 1) === 0 ? 1 : 0;
  },
};
