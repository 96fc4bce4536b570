import type { DataSpec, ExperimentSpec } from '../../experiment/spec';
import type { SyntheticData } from '../../network/data/synthetic';
import { formatSetting } from '../format-number';
import type { TheoryFacts } from '../theory-facts';
import { amount, wholeNumber } from './words';

/** The data of an experiment, as sentences. */
export function dataSentences({ data: spec }: ExperimentSpec, { data }: TheoryFacts): string[] {
  const { n, d, rank, testSamples } = data;
  const size = `n = ${wholeNumber(n)} ${n === 1 ? 'sample' : 'samples'} of d = ${wholeNumber(d)} ${d === 1 ? 'feature' : 'features'}`;
  const test =
    testSamples > 0
      ? [`Test risks are over ${amount(testSamples, 'further sample')} of the same distribution.`]
      : [];
  const deficient =
    rank < d
      ? [
          `The empirical covariance has rank ${rank} of ${d}; w⋆ is the least-squares solution of smallest norm.`,
        ]
      : [];
  return [...origin(spec, size), ...test, ...deficient];
}

function origin(data: DataSpec, size: string): string[] {
  switch (data.kind) {
    case 'imported':
      return [
        `The data are ${size}, read from a table whose column “${data.target}” is the target${
          data.standardise ? '; every column was shifted and scaled to mean 0 and variance 1' : ''
        }.`,
      ];
    case 'authors':
      return [
        `The data are ${size}, drawn once for all runs: isotropic standard Gaussian inputs X and targets ${
          data.dataSet === 'linear-noiseless' ? 'Xw_true without noise' : 'Xw_true + ζ'
        }, with ${data.dataSet === 'linear-noiseless' ? 'w_true' : 'w_true and ζ'} standard Gaussian.`,
        NORMALISED,
      ];
    case 'synthetic':
      return [
        `The data are ${size}, drawn once for all runs: Gaussian inputs X ${spectrumSaid(data)}, and targets ${targetsSaid(data.noise)}.`,
        ...(data.normalise ? [NORMALISED] : []),
      ];
  }
}

const NORMALISED =
  'The targets were then divided by the norm of their least-squares solution, so that ‖w⋆‖ = 1.';

function targetsSaid(noise: number): string {
  if (noise === 0) return 'Xw_true without noise, with w_true standard Gaussian';
  if (noise === 1) return 'Xw_true + ζ, with w_true and ζ standard Gaussian';
  return `Xw_true + ${formatSetting(noise)} ζ, with w_true and ζ standard Gaussian`;
}

function spectrumSaid({ spectrum, covariance, features }: SyntheticData): string {
  const whose = covariance === 'empirical' ? 'empirical' : 'population';
  switch (spectrum.kind) {
    case 'isotropic':
      return covariance === 'empirical'
        ? 'transformed so that their empirical covariance is the identity'
        : 'with independent standard entries';
    case 'conditionNumber':
      return `whose ${whose} covariance has ${features} eigenvalues from 1 down to ${formatSetting(1 / spectrum.value)}, evenly spaced in their logarithm`;
    case 'eigenvalues':
      return `whose ${whose} covariance has the eigenvalues ${listed(spectrum.values)}`;
  }
}

const MOST_LISTED = 10;

function listed(values: readonly number[]): string {
  if (values.length <= MOST_LISTED) return values.map(formatSetting).join(', ');
  return `${values.length} given values from ${formatSetting(Math.min(...values))} to ${formatSetting(Math.max(...values))}`;
}
