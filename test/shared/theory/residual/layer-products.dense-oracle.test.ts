import { describe, expect, it } from 'vitest';
import { linearModel } from '@shared/network/model';
import { layerProducts } from '@shared/theory/residual/layer-products';
import { residualCourse } from '@shared/theory/residual/residual-course';
import { judgedRun } from '../../../builders/flows';
import { jacobiEigenvalues, matrixOf, times, transpose, type Matrix } from '../../../builders/linear-algebra';
import { randomNetwork, randomProblem, SHAPES } from '../../../builders/networks';

/** Norm and smallest gain of a naive matrix, by the eigenvalues of AᵀA. */
function gains(a: Matrix): { most: number; least: number } {
  const squares = jacobiEigenvalues(times(transpose(a), a));
  return { most: Math.sqrt(squares.at(-1)!), least: Math.sqrt(Math.max(0, squares[0]!)) };
}

describe('products of layers', () => {
  it.each(SHAPES.map((widths) => ({ widths })))('have naive products’ gains: $widths', ({ widths }) => {
    const { network, weights } = randomNetwork(widths, 3);
    const { problem } = randomProblem(12, widths[0]!, 4);
    const run = judgedRun(linearModel(network, problem), [{ time: 0, weights }]);
    const products = layerProducts(network.shape, run.moments[0]!);
    const { depth, offsets } = network.shape;
    const layers = offsets.map((offset, i) => matrixOf(weights, widths[i + 1]!, widths[i]!, offset));
    let forward: Matrix | null = null;
    let backward: Matrix | null = null;
    expect([products.forward(0), products.backward(depth + 1)]).toEqual(
      Array(2).fill({ most: 1, least: 1, error: 0 }),
    );
    for (let k = 1; k <= depth; k += 1) {
      forward = forward ? times(layers[k - 1]!, forward) : layers[0]!;
      const last = layers[depth - k]!;
      backward = backward ? times(transpose(last), backward) : transpose(last);
      for (const [gain, naive] of [
        [products.forward(k), gains(forward)],
        [products.backward(depth + 1 - k), gains(backward)],
      ] as const) {
        // The oracle squares the condition number: a zero comes out as √ε.
        expect(Math.abs(gain.most - naive.most)).toBeLessThan(1e-12 * (1 + naive.most));
        expect(Math.abs(gain.least - naive.least)).toBeLessThan(1e-7 * (1 + naive.most));
        expect(gain.error).toBeLessThan(1e-12 * (1 + naive.most));
      }
    }
  });
});

describe('the course of square layers', () => {
  it('has M, m over all products at the start and θ = L (W(t) - W(0))', () => {
    const widths = [3, 3, 3, 3];
    const { network, weights } = randomNetwork(widths, 8);
    const { problem } = randomProblem(12, 3, 4);
    const later = weights.map((entry, i) => entry + (i % 9 === 0 ? 0.01 : 0));
    const run = judgedRun(linearModel(network, problem), [
      { time: 0, weights },
      { time: 1, weights: later },
    ]);
    const course = residualCourse(run);
    const products = layerProducts(network.shape, run.moments[0]!);
    const all = [1, 2, 3].flatMap((k) => [products.forward(k), products.backward(k)]);
    expect(course.M).toBe(Math.max(1, ...all.map(({ most }) => most)));
    expect(course.m).toBe(Math.min(1, ...all.map(({ least }) => least)));
    // Entry (1, 1) of every layer moved by 0.01; L = 3.
    const theta = course.theta(run.moments[1]!);
    for (const size of [...theta.frobenius, theta.largest]) expect(size).toBeCloseTo(0.03, 14);
    expect(course.theta(run.moments[0]!).largest).toBe(0);
  });
});
