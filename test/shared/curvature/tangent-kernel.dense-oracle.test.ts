import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { tangentKernelSpectrum } from '@shared/curvature/tangent-kernel';
import type { LinearNetwork } from '@shared/network/shape';
import { jacobiEigenvalues, matrixOf } from '../../builders/linear-algebra';
import { movedToMinimiser, randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

/** w_prod by naive products. */
function product({ shape, projection }: LinearNetwork, weights: Float64Array): number[] {
  let row = [...projection];
  for (let k = shape.depth; k >= 1; k -= 1) {
    const columns = shape.widths[k - 1]!;
    row = Array.from({ length: columns }, (_, j) =>
      row.reduce((sum, left, i) => sum + left * weights[shape.offsets[k - 1]! + i * columns + j]!, 0),
    );
  }
  return row;
}

/** The Jacobian of the outputs X w_prod by central differences: w_prod is linear in each weight, so they are exact. */
function jacobian(
  network: LinearNetwork,
  weights: Float64Array,
  inputs: Float64Array,
  n: number,
): number[][] {
  const columns = Array.from(weights, (_, j) => {
    const moved = (by: number): number[] => {
      const at = Float64Array.from(weights);
      at[j]! += by;
      return product(network, at);
    };
    const [up, down] = [moved(0.5), moved(-0.5)];
    return up.map((value, i) => value - down[i]!);
  });
  const d = inputs.length / n;
  return Array.from({ length: n }, (_, i) =>
    columns.map((column) => column.reduce((sum, entry, j) => sum + entry * inputs[i * d + j]!, 0)),
  );
}

const CASES = SHAPES.flatMap((widths) => [2, 9].map((n) => [widths.join('-'), n, widths] as const));

describe('the tangent kernel on the training inputs', () => {
  it.each(CASES)('has the spectrum of J Jᵀ by differences, widths %s, n = %i', (_, n, widths) => {
    const { problem, inputs } = randomProblem(n, widths[0]!, 13);
    const { network, weights } = randomNetwork(widths, 21);
    const J = jacobian(network, weights, inputs, n);
    const kernel = J.map((a) => J.map((b) => a.reduce((sum, entry, i) => sum + entry * b[i]!, 0)));
    const values = jacobiEigenvalues(kernel).reverse();
    const found = tangentKernelSpectrum(network, problem, weights);
    expect(found.samples).toBe(n);
    expect(found.eigenvalues.length).toBe(Math.min(n, widths[0]!));
    // Both sides round by some (n + d)·ε of the largest.
    values.forEach((value, i) =>
      expect(Math.abs((found.eigenvalues[i] ?? 0) - value)).toBeLessThan(1e-12 * values[0]!),
    );
  });

  it.each(CASES)(
    'is n/2 times the Hessian’s nonzero eigenvalues at a minimiser, widths %s, n = %i',
    (_, n, widths) => {
      const { problem } = randomProblem(n, widths[0]!, 14);
      const { network, weights } = randomNetwork(widths, 22, 1);
      const minimiser = movedToMinimiser(network, problem, weights);
      const D = minimiser.length;
      const hessian = jacobiEigenvalues(
        matrixOf(denseMatrix(linearHessian(network, problem, minimiser)), D, D),
      ).reverse();
      const { eigenvalues, samples } = tangentKernelSpectrum(network, problem, minimiser);
      // The minimiser is one to rounding: its slope, some ε‖∇R¹‖, times products of the layers stays far below this.
      const rounding = 1e-10 * hessian[0]!;
      eigenvalues.forEach((value, i) =>
        expect(Math.abs((2 / samples) * value - hessian[i]!)).toBeLessThan(rounding),
      );
      for (const value of hessian.slice(eigenvalues.length)) expect(Math.abs(value)).toBeLessThan(rounding);
    },
  );

  it('is not the Hessian away from minimisers', () => {
    const { problem } = randomProblem(9, 3, 14);
    const { network, weights } = randomNetwork([3, 3, 1], 22, 1);
    const D = weights.length;
    const hessian = jacobiEigenvalues(matrixOf(denseMatrix(linearHessian(network, problem, weights)), D, D));
    const { eigenvalues, samples } = tangentKernelSpectrum(network, problem, weights);
    expect(Math.abs((2 / samples) * eigenvalues[0]! - hessian.at(-1)!)).toBeGreaterThan(1e-3);
  });
});
