import { signCounts, type SignCounts, type Spectrum } from '../curvature/spectrum';
import type { Cell } from '../experiment/plan';
import type { RunPlace } from '../training/run-result';

/** The spectrum of the Hessian at one moment of one run. */
export interface SpectrumFacts extends RunPlace, SignCounts {
  readonly learningRate: number;
  readonly scale: number;
  readonly depth: number;
  /** Updates of the whole run. */
  readonly steps: number;
  /** Updates done at this moment; 0: the initial weights. */
  readonly after: number;
  /** D. */
  readonly dimension: number;
  /** 2/η: where an eigenvalue is larger, steps along its eigenvector grow. */
  readonly stabilityThreshold: number;
  /** λ_1 ≤ … ≤ λ_D, each with an error of at most `error`. */
  readonly eigenvalues: readonly number[];
  readonly error: number;
  /** From the Hessian's entries, not from the eigenvalues: a check of these. */
  readonly trace: number;
  readonly frobeniusNorm: number;
}

export function spectrumFacts(
  cell: Cell,
  repetition: number,
  after: number,
  spectrum: Spectrum,
): SpectrumFacts {
  const { learningRate, scale, depth, steps } = cell;
  const { eigenvalues, error, trace, frobeniusNorm } = spectrum;
  return {
    cell: cell.index,
    repetition,
    learningRate,
    scale,
    depth,
    steps,
    after,
    dimension: eigenvalues.length,
    stabilityThreshold: 2 / learningRate,
    eigenvalues: [...eigenvalues],
    error,
    ...signCounts(spectrum),
    trace,
    frobeniusNorm,
  };
}
