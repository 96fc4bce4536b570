import { describe, expect, it } from 'vitest';
import { hessianSpectrum, signCounts, type Spectrum } from '@shared/curvature/spectrum';
import { linearModel } from '@shared/network/model';
import type { RegressionProblem } from '@shared/network/regression-problem';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { finish } from '../../builders/finish';
import { jacobiEigenvalues, matrixOf, times, transpose, type Matrix } from '../../builders/linear-algebra';
import { lineProblem, movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

function spectrumOf(network: LinearNetwork, problem: RegressionProblem, weights: Float64Array): Spectrum {
  return finish(hessianSpectrum(linearModel(network, problem), weights))!;
}

function expectEigenvalues({ eigenvalues, error }: Spectrum, expected: readonly number[]): void {
  expect(eigenvalues).toHaveLength(expected.length);
  expected.forEach((value, i) => expect(Math.abs(eigenvalues[i]! - value)).toBeLessThanOrEqual(error));
  // The bound is one: it stays far below what it bounds.
  expect(error).toBeLessThan(1e-11 * Math.max(...expected.map(Math.abs)));
}

describe('the spectrum of one layer', () => {
  it.each([
    [[5, 1], 20],
    [[4, 3], 20],
    [[6, 2], 4],
  ])('is that of 2 ppᵀ ⊗ Σ̂: 2‖p‖² times the eigenvalues of Σ̂, and zeros, widths %j, n = %i', (widths, n) => {
    const [features, outputs] = widths as [number, number];
    const { problem } = randomProblem(n, features, 3);
    const { network, weights } = randomNetwork(widths, 5);
    const squares = network.projection.reduce((sum, entry) => sum + entry * entry, 0);
    const covariance = jacobiEigenvalues(matrixOf(problem.covariance, features, features));
    const zeros = new Array<number>((outputs - 1) * features).fill(0);
    const expected = [...zeros, ...covariance.map((value) => 2 * squares * value)].sort((a, b) => a - b);
    const spectrum = spectrumOf(network, problem, weights);
    expectEigenvalues(spectrum, expected);
    const rank = Math.min(n, features);
    expect(signCounts(spectrum)).toEqual({ negative: 0, nearZero: expected.length - rank, positive: rank });
  });
});

describe('the spectrum of a chain of scalars at ones', () => {
  // H = 2σ 11ᵀ + 2σ (1 - w)(11ᵀ - I). The second part is the toy product's Hessian: L - 1 once, -1 else.
  it.each([
    [2, 1, 0.25],
    [5, 0.7, 0.25],
    [10, 3, -2],
    [40, 1, 0.5],
    [10, 1, 1],
    [4, 1, 5],
  ])('is 2σ(1 + (L - 1)(2 - w)) once and 2σ(w - 1) else, L = %i, σ = %d, w = %d', (depth, sigma, w) => {
    const shape = networkShape(new Array<number>(depth + 1).fill(1));
    const network = { shape, projection: Float64Array.of(1) };
    const spectrum = spectrumOf(network, lineProblem(sigma, w), new Float64Array(depth).fill(1));
    const along = 2 * sigma * (1 + (depth - 1) * (2 - w));
    const across = new Array<number>(depth - 1).fill(2 * sigma * (w - 1));
    expectEigenvalues(
      spectrum,
      [...across, along].sort((a, b) => a - b),
    );
    // The diagonal is 2σ, the rest 2σ(2 - w).
    expect(spectrum.trace).toBeCloseTo(2 * sigma * depth, 12);
    const squares = depth * 4 * sigma ** 2 * (1 + (depth - 1) * (2 - w) ** 2);
    expect(spectrum.frobeniusNorm / Math.sqrt(squares)).toBeCloseTo(1, 12);
    const signs = [...across, along].map(Math.sign);
    const count = (sign: number): number => signs.filter((entry) => entry === sign).length;
    expect(signCounts(spectrum)).toEqual({ negative: count(-1), nearZero: count(0), positive: count(1) });
  });
});

/** 2 Σ_k ‖b_k‖² tr(A_kᵀ Σ̂ A_k), A_k = W_1ᵀ … W_{k-1}ᵀ: the risk is quadratic in each layer. */
function traceByLayers({ shape, projection }: LinearNetwork, covariance: Matrix, flat: Float64Array): number {
  const layers = shape.offsets.map((offset, i) =>
    matrixOf(flat, shape.widths[i + 1]!, shape.widths[i]!, offset),
  );
  let trace = 0;
  layers.forEach((_, k) => {
    const below = layers.slice(0, k).reduce<Matrix | null>((a, w) => (a ? times(w, a) : w), null);
    const inner = below ? times(times(below, covariance), transpose(below)) : covariance;
    const b = layers.slice(k + 1).reduceRight((row, w) => times(row, w), [[...projection]])[0]!;
    const squares = b.reduce((sum, entry) => sum + entry * entry, 0);
    trace += 2 * squares * inner.reduce((sum, row, i) => sum + row[i]!, 0);
  });
  return trace;
}

describe.each(SHAPES.map((widths) => [widths.join('-'), widths] as const))('widths %s', (_, widths) => {
  const features = widths[0]!;
  const { problem } = randomProblem(12, features, 71);
  const { network, weights } = randomNetwork(widths, 13);

  it.each(['random weights', 'a minimiser'])('has the trace of its diagonal blocks at %s', (where) => {
    const at = where === 'a minimiser' ? movedToMinimiser(network, problem, weights) : weights;
    const spectrum = spectrumOf(network, problem, at);
    const expected = traceByLayers(network, matrixOf(problem.covariance, features, features), at);
    const sum = spectrum.eigenvalues.reduce((total, value) => total + value, 0);
    // Sums of at most fifty products of a dozen factors.
    expect(Math.abs(spectrum.trace / expected - 1)).toBeLessThan(1e-13);
    expect(Math.abs(sum - expected)).toBeLessThanOrEqual(weights.length * spectrum.error);
    const squares = spectrum.eigenvalues.reduce((total, value) => total + value * value, 0);
    expect(spectrum.frobeniusNorm / Math.sqrt(squares)).toBeCloseTo(1, 12);
    // H = 2 JᵀΣ̂J has no negative eigenvalue at a minimiser; w_prod is one to rounding.
    if (where === 'a minimiser') {
      const largest = spectrum.eigenvalues.at(-1)!;
      expect(spectrum.eigenvalues[0]! / largest).toBeGreaterThan(-1e-12);
    }
  });
});

describe('what has no spectrum', () => {
  const { problem } = randomProblem(10, 45, 2);

  it('a network beyond the limit is refused with D and the limit', () => {
    const { network, weights } = randomNetwork([45, 45], 1);
    const slices = hessianSpectrum(linearModel(network, problem), weights);
    expect(() => slices.next()).toThrow(new RangeError('D is 2025; a spectrum is computed for D up to 2000'));
  });

  it('a Hessian that overflows is none', () => {
    const { network } = randomNetwork([45, 2, 1], 1);
    const weights = new Float64Array(network.shape.parameterCount).fill(1e200);
    expect(finish(hessianSpectrum(linearModel(network, problem), weights))).toBeNull();
  });
});
