import type { AuthorsSweepName } from '../network/draws/authors';
import type { Claim, ClaimFigure } from './claim';
import { criticalRateIndependentOfScale } from './critical-rate-independent-of-scale';
import { divergenceNotDecreasing } from './divergence-not-decreasing';
import { edgeOfStability, noEdgeOfStability } from './edge-of-stability';
import { generalisationLine } from './generalisation-line';
import { geluSmallScaleSharpness } from './gelu-small-scale-sharpness';
import { initialSharpnessConditioning } from './initial-sharpness-conditioning';
import { largestRateOverDepth } from './largest-rate-over-depth';
import { noConvergenceAboveCriticalRate } from './no-convergence-above-critical-rate';
import { noisyGeluSharpnessAtThreshold } from './noisy-gelu-sharpness-at-threshold';
import { sharpnessAtMostThreshold } from './sharpness-at-most-threshold';
import { sharpnessPlateausAtThreshold } from './sharpness-plateaus-at-threshold';
import { smallScaleSharpnessBounded } from './small-scale-sharpness-bounded';
import { smallScaleSharpnessIndependentOfRate } from './small-scale-sharpness-independent-of-rate';
import { successBelowCriticalRate } from './success-below-critical-rate';

/** What the paper claims of its experiments, figure by figure. */
export const CLAIMS: readonly Claim[] = [
  successBelowCriticalRate('1a', 'figure-3'),
  noConvergenceAboveCriticalRate('1a', 'figure-3'),
  criticalRateIndependentOfScale('1a', 'figure-3'),
  smallScaleSharpnessIndependentOfRate('1b', 'figure-3', 'Section 3, Figure 1b'),
  smallScaleSharpnessBounded(
    '1b',
    'figure-3',
    'For small initialisation scales the sharpness after training lies between the theoretical lower and upper bounds (Figure 1b).',
  ),
  sharpnessAtMostThreshold('1b', 'figure-3', 'converged'),
  sharpnessPlateausAtThreshold('1b', 'figure-3', 'converged'),
  noEdgeOfStability('1c', 'figure-1-trajectories', 0.02),
  edgeOfStability('1d', 'figure-1-trajectories', 0.1),
  successBelowCriticalRate('2', 'figure-2'),
  noConvergenceAboveCriticalRate('2', 'figure-2'),
  largestRateOverDepth,
  divergenceNotDecreasing('3', 'figure-3'),
  successBelowCriticalRate('4a', 'figure-4'),
  noConvergenceAboveCriticalRate('4a', 'figure-4'),
  criticalRateIndependentOfScale('4a', 'figure-4'),
  smallScaleSharpnessIndependentOfRate(
    '4b',
    'figure-4',
    'Appendix C: the plots are similar to those of Gaussian initialisation; Figure 4b',
  ),
  smallScaleSharpnessBounded(
    '4b',
    'figure-4',
    'For small initialisation scales the sharpness after training lies above the theoretical lower bound (Figure 4b).',
  ),
  sharpnessAtMostThreshold('4b', 'figure-4', 'converged'),
  sharpnessPlateausAtThreshold('4b', 'figure-4', 'converged'),
  initialSharpnessConditioning,
  noEdgeOfStability('4c', 'figure-4-trajectories', 0.02),
  edgeOfStability('4d', 'figure-4-trajectories', 0.1),
  divergenceNotDecreasing('5', 'figure-4'),
  sharpnessAtMostThreshold('6a', 'figure-6', 'converged'),
  generalisationLine,
  sharpnessAtMostThreshold('7', 'figure-7', 'notDiverged'),
  sharpnessPlateausAtThreshold('7', 'figure-7', 'notDiverged'),
  geluSmallScaleSharpness,
  noisyGeluSharpnessAtThreshold,
];

/** The claims of a panel. */
export function claimsOf(figure: ClaimFigure): Claim[] {
  return CLAIMS.filter((claim) => claim.figure === figure);
}

/** The claims that are judged on a preset's runs, alone or with another's. */
export function claimsOfPreset(preset: AuthorsSweepName): Claim[] {
  return CLAIMS.filter(({ needs }) => needs.includes(preset));
}
