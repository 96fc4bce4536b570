/** What stands between two layers: nothing, which makes a linear network, or GELU in its tanh form (numerics/gelu.ts). */
export const ACTIVATIONS = ['identity', 'gelu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];
