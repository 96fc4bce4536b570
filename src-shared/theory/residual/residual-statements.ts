import type { Statement } from '../statement';
import { residualDecay, residualStaysNear } from './convergence';
import { residualSharpnessBound, residualSharpnessRatio } from './corollary-three';
import { gradientSandwichAbove, gradientSandwichBelow } from './gradient-sandwich';
import {
  initialProductLeast,
  initialProductNorm,
  residualProductLeast,
  residualProductNorm,
} from './lemma-three';
import { perturbedLeast, perturbedNorm } from './perturbation';
import { theoremFourPrinted } from './theorem-four-printed';

/** Section 5 and what its proofs use, in the order of the paper. */
export const RESIDUAL_STATEMENTS: readonly Statement[] = [
  theoremFourPrinted,
  residualStaysNear,
  residualDecay,
  gradientSandwichAbove,
  gradientSandwichBelow,
  initialProductNorm,
  initialProductLeast,
  residualProductNorm,
  residualProductLeast,
  residualSharpnessRatio,
  residualSharpnessBound,
  perturbedNorm,
  perturbedLeast,
];
