import { criticalLearningRate, criticalLearningRateUpperBound } from '../critical-learning-rate';
import { minimalSharpness } from '../minimal-sharpness';
import { sharpnessLowerBound } from '../sharpness-lower-bound';
import { sharpnessUpperBound } from '../sharpness-upper-bound';
import type { Statement } from '../statement';
import { asymptoticSharpness, toyProduct } from './asymptotic-sharpness';
import { balancedSharpness } from './balanced-sharpness';
import { chainLowerBound } from './chain-lower-bound';
import { classicalThreshold } from './classical-threshold';
import { layerNormLowerBound, layerNormRootBound, rayleighLowerBound } from './layer-norm-bounds';
import { rescaling } from './rescaling';

/** Section 3. */
export const MINIMISER_STATEMENTS: readonly Statement[] = [
  sharpnessLowerBound,
  sharpnessUpperBound,
  minimalSharpness,
  balancedSharpness,
  asymptoticSharpness,
  layerNormLowerBound,
  layerNormRootBound,
  rayleighLowerBound,
  chainLowerBound,
  rescaling,
  criticalLearningRate,
  criticalLearningRateUpperBound,
  classicalThreshold,
  toyProduct,
];
