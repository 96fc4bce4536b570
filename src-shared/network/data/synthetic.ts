import { gram, multiply } from '../../numerics/dense';
import { exp, log } from '../../numerics/elementary';
import { keyAt, normals } from '../../numerics/random/content';
import { symmetricEigen } from '../../numerics/symmetric-eigen';
import { regressionProblem } from '../regression-problem';
import type { DataSet, Table } from './data-set';
import { noisyTable, withTargetsDivided } from './draw-table';

/** Eigenvalues of the covariance of the inputs. */
export type Spectrum =
  | { readonly kind: 'isotropic' }
  /** d eigenvalues from 1 down to 1/value, evenly spaced in their logarithm. */
  | { readonly kind: 'conditionNumber'; readonly value: number }
  | { readonly kind: 'eigenvalues'; readonly values: readonly number[] };

/** Gaussian inputs and a noisy linear target: y = X w_true + noise · ζ, with w_true and ζ standard Gaussian. */
export interface SyntheticData {
  readonly kind: 'synthetic';
  readonly samples: number;
  readonly features: number;
  readonly spectrum: Spectrum;
  /** 'population': rows are drawn with this covariance. 'empirical': Σ̂ itself has it, to rounding (samples >= features). */
  readonly covariance: 'population' | 'empirical';
  /** Standard deviation of the noise. */
  readonly noise: number;
  /** Divide targets, so that ‖w⋆‖ = 1. */
  readonly normalise: boolean;
  /** Size of the test table; 0 for none. */
  readonly testSamples: number;
}

/** The d eigenvalues that a spectrum prescribes. */
export function spectrumEigenvalues(spectrum: Spectrum, features: number): Float64Array {
  switch (spectrum.kind) {
    case 'isotropic':
      return new Float64Array(features).fill(1);
    case 'conditionNumber': {
      const step = features > 1 ? log(spectrum.value) / (features - 1) : 0;
      return Float64Array.from({ length: features }, (_, i) => exp(-i * step));
    }
    case 'eigenvalues':
      return Float64Array.from(spectrum.values);
  }
}

/**
 * Draws a synthetic data set. Each part has its own address (seed, what is drawn, its sizes), so that noise, the test
 * set or the spectrum can change without the other draws.
 */
export function syntheticDataSet(spec: SyntheticData, seed: number): DataSet {
  const { samples, features, testSamples } = spec;
  const draw = (part: string, count: number): Float64Array =>
    normals(keyAt(seed, ['data', part, samples, features]), count);
  const eigenvalues = spectrumEigenvalues(spec.spectrum, features);
  const inputs = draw('inputs', samples * features);
  if (spec.covariance === 'empirical') whiten(inputs, samples, features);
  colour(inputs, eigenvalues);
  const wTrue = draw('weights', features);
  const train = noisyTable(inputs, wTrue, draw('noise', samples), spec.noise);
  let test: Table | null = null;
  if (testSamples > 0) {
    const testInputs = draw('testInputs', testSamples * features);
    colour(testInputs, eigenvalues);
    test = noisyTable(testInputs, wTrue, draw('testNoise', testSamples), spec.noise);
  }
  return spec.normalise ? normalised({ train, test }) : { train, test };
}

/** Divides all targets by ‖w⋆‖. */
export function normalised(data: DataSet): DataSet {
  const { wStarNorm } = regressionProblem(data);
  return {
    train: withTargetsDivided(data.train, wStarNorm),
    test: data.test && withTargetsDivided(data.test, wStarNorm),
  };
}

/** Multiplies column j by the root of eigenvalue j. */
function colour(inputs: Float64Array, eigenvalues: Float64Array): void {
  const roots = eigenvalues.map(Math.sqrt);
  for (let i = 0; i < inputs.length; i += 1) inputs[i]! *= roots[i % roots.length]!;
}

/** X ← X (XᵀX/n)^{-1/2}, so that the empirical covariance is the identity. */
export function whiten(inputs: Float64Array, samples: number, features: number): void {
  const { values, vectors } = symmetricEigen(gram(inputs, samples, features, samples), features);
  const inverseRoot = new Float64Array(features * features);
  for (let i = 0; i < features; i += 1) {
    for (let j = 0; j < features; j += 1) {
      let sum = 0;
      for (let k = 0; k < features; k += 1) {
        sum += (vectors[i * features + k]! * vectors[j * features + k]!) / Math.sqrt(values[k]!);
      }
      inverseRoot[i * features + j] = sum;
    }
  }
  const out = new Float64Array(features);
  for (let i = 0; i < samples; i += 1) {
    const row = inputs.subarray(i * features, (i + 1) * features);
    multiply(inverseRoot, 0, features, features, row, out);
    row.set(out);
  }
}
