import type { Eigenpair, Eigenpairs } from '../curvature/eigenpairs';
import { layerShares } from '../curvature/layer-shares';
import type { Estimate, SpectralDensity } from '../curvature/spectral-density';
import { signCounts, type SignCounts, type Spectrum } from '../curvature/spectrum';
import { tangentKernelSpectrum } from '../curvature/tangent-kernel';
import type { Cell } from '../experiment/plan';
import type { Model } from '../network/model';
import { layerOf } from '../network/shape';
import { allFinite, dot } from '../numerics/dense';
import { effectiveRank } from '../numerics/effective-rank';
import { singularValues } from '../numerics/singular-values';
import { steepDirection, steepQuotient } from '../theory/steep-direction';
import { makeScalarTrainer } from '../training/make-scalar-trainer';
import type { RunPlace } from '../training/run-result';

/** One eigenvector of the Hessian. */
export interface EigenvectorFacts {
  readonly value: number;
  /** ‖H v - value · v‖: an eigenvalue lies within it. */
  readonly residual: number;
  /** Share of layers 1 … L in ‖v‖²; they add up to 1. */
  readonly layerShares: readonly number[];
  /** |⟨v, u⟩|, u Theorem 2's direction (unit); null of GELU networks, and where a layer is zero. */
  readonly overlap: number | null;
}

/** The direction u ∝ (W_k/‖W_k‖_F²)_k of Theorem 2's proof. */
export interface SteepDirectionFacts {
  /** uᵀHu, at most the largest eigenvalue. */
  readonly rayleighQuotient: number;
  /** 2a‖w⋆‖² Σ_k 1/‖W_k‖_F²: the same at a minimiser. */
  readonly atMinimiser: number;
}

/** Spectrum of J Jᵀ, J the Jacobian of the n outputs on the training inputs. */
export interface TangentKernelFacts {
  readonly samples: number;
  /** The largest min(n, d), descending; the others are 0. */
  readonly eigenvalues: readonly number[];
}

export interface LayerRankFacts {
  /** k = 1 … L. */
  readonly layer: number;
  readonly rows: number;
  readonly columns: number;
  /** ‖W_k‖_F and ‖W_k‖. */
  readonly frobeniusNorm: number;
  readonly spectralNorm: number;
  /** ‖W_k‖_F²/‖W_k‖²; null where W_k = 0. */
  readonly stableRank: number | null;
  /** exp of the entropy of σ_i/Σσ_j; null where W_k = 0. */
  readonly entropyRank: number | null;
}

/** The density of all eigenvalues, from products with random vectors (spectral-density.ts). */
export interface DensityFacts {
  readonly values: readonly number[];
  /** Share of the eigenvalues a unit of λ, broadened by a Gaussian of standard deviation `width`. */
  readonly density: readonly number[];
  /** Standard error of each, between the probes. */
  readonly standardErrors: readonly number[];
  readonly width: number;
  readonly probes: number;
  readonly steps: number;
  readonly trace: Estimate;
  readonly squaredFrobeniusNorm: Estimate;
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

/** The spectrum of the Hessian at one moment of one run. What takes all eigenvalues is null beyond LARGEST_SPECTRUM. */
export interface SpectrumFacts extends RunPlace, Nullable<SignCounts> {
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
  readonly eigenvalues: readonly number[] | null;
  readonly error: number | null;
  /** From the Hessian's entries, not from the eigenvalues: a check of these. */
  readonly trace: number | null;
  readonly frobeniusNorm: number | null;
  /** Null where all eigenvalues are there. */
  readonly density: DensityFacts | null;
  /** Of the largest eigenvalues, descending. */
  readonly topEigenvectors: readonly EigenvectorFacts[];
  /** Of the smallest, ascending. */
  readonly bottomEigenvectors: readonly EigenvectorFacts[];
  /** Null of GELU networks, and where a layer is zero. */
  readonly theorem2Direction: SteepDirectionFacts | null;
  /** Null of GELU networks. */
  readonly tangentKernel: TangentKernelFacts | null;
  readonly effectiveRanks: readonly LayerRankFacts[];
  readonly excessRisk: number;
}

/** What was computed at a moment. */
export interface MeasuredSpectrum {
  readonly model: Model;
  readonly weights: Float64Array;
  /** H v. */
  readonly apply: (v: Float64Array, out: Float64Array) => void;
  readonly spectrum: Spectrum | null;
  readonly density: SpectralDensity | null;
  readonly pairs: Eigenpairs;
}

export function spectrumFacts(
  cell: Cell,
  repetition: number,
  after: number,
  measured: MeasuredSpectrum,
): SpectrumFacts {
  const { learningRate, scale, depth, steps } = cell;
  const { model, weights, spectrum, pairs } = measured;
  const direction = model.kind === 'linear' ? steepDirection(model.shape, weights) : null;
  const eigenvector = (pair: Eigenpair): EigenvectorFacts => ({
    value: pair.value,
    residual: pair.residual,
    layerShares: layerShares(model.shape, pair.vector),
    overlap: direction && Math.abs(dot(pair.vector, direction)),
  });
  const counts = spectrum ? signCounts(spectrum) : { negative: null, nearZero: null, positive: null };
  return {
    cell: cell.index,
    repetition,
    learningRate,
    scale,
    depth,
    steps,
    after,
    dimension: model.shape.parameterCount,
    stabilityThreshold: 2 / learningRate,
    eigenvalues: spectrum && [...spectrum.eigenvalues],
    error: spectrum && spectrum.error,
    ...counts,
    trace: spectrum && spectrum.trace,
    frobeniusNorm: spectrum && spectrum.frobeniusNorm,
    density: measured.density && densityFacts(measured.density),
    topEigenvectors: pairs.largest.map(eigenvector),
    bottomEigenvectors: pairs.smallest.map(eigenvector),
    theorem2Direction: direction && directionFacts(measured, direction),
    tangentKernel: kernelFacts(model, weights),
    effectiveRanks: layerRanks(model, weights),
    excessRisk: excessRiskAt(model, weights),
  };
}

function densityFacts(density: SpectralDensity): DensityFacts {
  const { width, probes, steps, trace, squaredFrobeniusNorm } = density;
  return {
    values: [...density.values],
    density: [...density.density],
    standardErrors: [...density.densityError],
    width,
    probes,
    steps,
    trace,
    squaredFrobeniusNorm,
  };
}

function directionFacts(
  { model, weights, apply }: MeasuredSpectrum,
  direction: Float64Array,
): SteepDirectionFacts {
  const image = new Float64Array(direction.length);
  apply(direction, image);
  return {
    rayleighQuotient: dot(direction, image),
    atMinimiser: steepQuotient(model.problem, model.shape, weights),
  };
}

function kernelFacts(model: Model, weights: Float64Array): TangentKernelFacts | null {
  if (model.kind !== 'linear') return null;
  const { samples, eigenvalues } = tangentKernelSpectrum(model.network, model.problem, weights);
  return allFinite(eigenvalues) ? { samples, eigenvalues: [...eigenvalues] } : null;
}

function layerRanks({ shape }: Model, weights: Float64Array): LayerRankFacts[] {
  return Array.from({ length: shape.depth }, (_, i) => {
    const { rows, columns, offset } = layerOf(shape, i + 1);
    const { values } = singularValues(weights, rows, columns, offset);
    const rank = effectiveRank(values);
    return {
      layer: i + 1,
      rows,
      columns,
      frobeniusNorm: Math.sqrt(dot(values, values)),
      spectralNorm: values[0]!,
      stableRank: rank && rank.stable,
      entropyRank: rank && rank.entropy,
    };
  });
}

function excessRiskAt(model: Model, weights: Float64Array): number {
  const trainer = makeScalarTrainer(model);
  trainer.weights.set(weights);
  return trainer.observe().excessRisk;
}
