import type { ParameterDescription } from '../../network/initialisations/initialisation';
import { LARGEST_SEED } from '../../numerics/random/content';
import type { ProductExperiment } from './residual-products';

/** What drawing residual products asks for, with what is allowed: the command line, the window and the door read this. */
export const PRODUCT_FIELDS = {
  u: {
    symbol: 'u',
    meaning: 'how far products may stray: a factor e^u either way',
    min: 0,
    max: 50,
    default: 1,
  },
  scale: {
    symbol: 's',
    meaning: 'scale of the Gaussian part: I + s/√(Ld) N_k',
    min: 0,
    max: 10,
    default: 1,
  },
  width: { symbol: 'd', meaning: 'width of every layer', min: 1, max: 64, integer: true, default: 10 },
  depth: { symbol: 'L', meaning: 'number of layers', min: 1, max: 256, integer: true, default: 20 },
  draws: {
    symbol: 'draws',
    meaning: 'independent networks that are drawn',
    min: 1,
    max: 20_000,
    integer: true,
    default: 1000,
  },
  seed: { symbol: 'seed', meaning: 'of all draws', min: 0, max: LARGEST_SEED, integer: true, default: 0 },
} as const satisfies Record<keyof ProductExperiment, ParameterDescription>;
