import { describe, expect, it } from 'vitest';
import type { SymmetricOperator } from '@shared/curvature/operator';
import { quadrature, spectralDensity, type DensityOptions } from '@shared/curvature/spectral-density';
import { keyAt, normals } from '@shared/numerics/random/content';
import { finish } from '../../builders/finish';

function diagonal(values: readonly number[]): SymmetricOperator {
  return {
    dimension: values.length,
    apply: (v, out) => values.forEach((value, i) => (out[i] = value * v[i]!)),
  };
}

const probeOf =
  (dimension: number) =>
  (i: number): Float64Array =>
    normals(keyAt(3, ['probe', i]), dimension);

const OPTIONS: DensityOptions = { probes: 24, steps: 60, points: 241, relativeWidth: 0.02 };

/** The same broadening of the whole spectrum, written out. */
function broadened(values: readonly number[], at: number, width: number): number {
  const sum = values.reduce((total, value) => total + Math.exp(-0.5 * ((at - value) / width) ** 2), 0);
  return sum / values.length / (width * Math.sqrt(2 * Math.PI));
}

describe('the quadrature of one probe', () => {
  it('is exact for powers up to 2m - 1', () => {
    const values = Array.from({ length: 50 }, (_, i) => -1 + (2 * i) / 49);
    const start = normals(keyAt(1, ['v']), 50);
    const square = start.reduce((sum, entry) => sum + entry * entry, 0);
    const m = 6;
    const { nodes, weights } = finish(quadrature(diagonal(values), start, m))!;
    for (let power = 0; power <= 2 * m - 1; power += 1) {
      const direct = start.reduce((sum, entry, i) => sum + (entry * entry * values[i]! ** power) / square, 0);
      const found = weights.reduce((sum, weight, j) => sum + weight * nodes[j]! ** power, 0);
      // Nodes and weights round by some m·ε of 1.
      expect(Math.abs(found - direct)).toBeLessThan(1e-13);
    }
  });

  it('has vᵀHv and ‖Hv‖² from its first step', () => {
    const values = [1, -2, 5];
    const found = finish(quadrature(diagonal(values), Float64Array.of(1, 1, 1), 3))!;
    expect(found.first).toBeCloseTo(4 / 3, 14);
    expect(found.second).toBeCloseTo(30 / 3, 13);
  });
});

describe('the density of known spectra', () => {
  const uniform = Array.from({ length: 1500 }, (_, i) => i / 1499);
  /** A bulk of zeros with outliers: what a Hessian near a minimiser looks like. */
  const outliers = [...new Array<number>(1490).fill(0), 4, 5, 6, 7, 8, 9, 10, 12, 15, 20];

  it.each([
    ['uniform', uniform],
    ['zeros and outliers', outliers],
  ])('is the broadened spectrum within its standard errors: %s', (_, values) => {
    const found = finish(spectralDensity(diagonal(values), probeOf(values.length), OPTIONS))!;
    const peak = Math.max(...found.density);
    let squares = 0;
    found.values.forEach((at, i) => {
      const error = found.density[i]! - broadened(values, at, found.width);
      // Far in the tails of the Gaussians both vanish, and a truncated quadrature may keep 10⁻⁶ of the peak.
      const standard = Math.max(found.densityError[i]!, 1e-6 * peak);
      // Normal errors exceed six standard errors (from 24 probes: Student's t) about once in 10⁵ abscissae.
      expect(Math.abs(error)).toBeLessThan(6 * standard);
      squares += (error / standard) ** 2;
    });
    // Their mean square is about 1: the standard errors are no excuse. (Abscissae are correlated: a wide berth.)
    expect(squares / found.values.length).toBeLessThan(4);
  });

  it('integrates to 1, and has the trace and the Frobenius norm in its errors', () => {
    const found = finish(spectralDensity(diagonal(outliers), probeOf(outliers.length), OPTIONS))!;
    const step = found.values[1]! - found.values[0]!;
    const integral = found.density.reduce((sum, value) => sum + value * step, 0);
    // Gaussians sampled at less than half their width integrate to rounding; four widths beyond the ends lose 6·10⁻⁵.
    expect(Math.abs(integral - 1)).toBeLessThan(1e-4);
    const trace = outliers.reduce((sum, value) => sum + value, 0);
    const squares = outliers.reduce((sum, value) => sum + value * value, 0);
    expect(Math.abs(found.trace.value - trace)).toBeLessThan(5 * found.trace.standardError!);
    expect(Math.abs(found.squaredFrobeniusNorm.value - squares)).toBeLessThan(
      5 * found.squaredFrobeniusNorm.standardError!,
    );
  });

  it('of a multiple of the identity is one Gaussian, of one step and without error', () => {
    const found = finish(spectralDensity(diagonal(new Array<number>(80).fill(3)), probeOf(80), OPTIONS))!;
    expect(found.steps).toBe(1);
    found.values.forEach((at, i) =>
      expect(Math.abs(found.density[i]! - broadened([3], at, found.width))).toBeLessThan(1e-11),
    );
    expect(Math.max(...found.densityError)).toBeLessThan(1e-12);
  });

  it('is the same for the same probes, and none where H is not finite', () => {
    const one = finish(spectralDensity(diagonal(uniform), probeOf(1500), { ...OPTIONS, probes: 2 }))!;
    const two = finish(spectralDensity(diagonal(uniform), probeOf(1500), { ...OPTIONS, probes: 2 }))!;
    expect(one.density).toEqual(two.density);
    expect(finish(spectralDensity(diagonal([1, NaN]), probeOf(2), OPTIONS))).toBeNull();
  });
});
