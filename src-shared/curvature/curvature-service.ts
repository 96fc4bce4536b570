import type { Model } from '../network/model';
import { hessian } from './hessian';
import { powerIteration, type PowerIterationResult } from './power-iteration';
import { sharpness, type Sharpness } from './sharpness';

/** Weights whose curvature is asked for. They belong to the service from then on; the start vector is drawn late. */
export interface CurvatureQuestion {
  readonly weights: Float64Array;
  readonly start: () => Float64Array;
}

/**
 * Computes curvatures, at once or later: whoever can do several together waits until there are several. The answer's
 * bits do not depend on that.
 */
export interface CurvatureService {
  /** λ_max of the Hessian with its error. */
  sharpness(question: CurvatureQuestion, answer: (found: Sharpness) => void): void;
  /** The authors' power iteration. */
  published(question: CurvatureQuestion, answer: (found: PowerIterationResult) => void): void;
}

export function immediateCurvature(model: Model): CurvatureService {
  return {
    sharpness: ({ weights, start }, answer) => answer(sharpness(model, weights, start)),
    published: ({ weights, start }, answer) => answer(powerIteration(hessian(model, weights), start())),
  };
}
