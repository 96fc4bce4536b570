import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { layerOf } from '@shared/network/shape';
import { initialScale } from '@shared/theory/small-scale/initial-scale';
import { still } from '../../builders/judged-runs';
import { jacobiEigenvalues, matrixOf, times, transpose, type Matrix } from '../../builders/linear-algebra';
import { randomNetwork, randomProblem, SHAPES } from '../../builders/networks';

const seeds = fc.integer({ min: 0, max: 1e6 });

function difference(a: Matrix, b: Matrix): Matrix {
  return a.map((row, i) => row.map((entry, j) => entry - b[i]![j]!));
}

function frobenius(a: Matrix): number {
  return Math.sqrt(a.flat().reduce((sum, entry) => sum + entry * entry, 0));
}

describe('the facts of a moment', () => {
  it('are those of naive matrices (property)', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...SHAPES), (seed, widths) => {
        const { problem } = randomProblem(12, widths[0]!, seed);
        const { network, weights } = randomNetwork(widths, seed);
        const { shape } = network;
        const run = still(network, problem, weights);
        const [facts] = run.moments;
        const layers = shape.offsets.map((_, i) => {
          const { rows, columns, offset } = layerOf(shape, i + 1);
          return matrixOf(weights, rows, columns, offset);
        });
        // Chains of at most four small matrices: a few hundred roundings of their size.
        const near = (found: number, expected: number, size = Math.abs(expected)): void =>
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(size, 1e-3));

        layers.forEach((layer, i) => {
          const own = facts!.layers[i]!;
          near(own.frobeniusNorm, frobenius(layer));
          near(own.singularValues[0]!, Math.sqrt(jacobiEigenvalues(times(layer, transpose(layer))).at(-1)!));
          const image = times(layer, transpose([[...own.topRight]]));
          image.forEach(([entry], j) => near(entry!, own.singularValues[0]! * own.topLeft[j]!, 10));
        });

        const grams = layers
          .slice(1)
          .map((next, i) =>
            difference(times(transpose(next), next), times(layers[i]!, transpose(layers[i]!))),
          );
        grams.forEach((gram, i) =>
          gram.flat().forEach((entry, j) => near(facts!.imbalances[i]![j]!, entry, 10)),
        );
        // ε from the definition, operator norms as largest moduli of eigenvalues.
        const norms = grams.map((gram) => Math.max(...jacobiEigenvalues(gram).map(Math.abs)));
        const epsilon =
          3 * Math.max(...layers.map((layer) => frobenius(layer) ** 2)) +
          2 * norms.reduce((sum, value) => sum + value, 0);
        near(initialScale(run), epsilon);

        // ∇_k R as the naive product of (5), from the right end of the chain.
        const row = layers.reduceRight((left, layer) => times(left, layer), [[...network.projection]]);
        const error = row[0]!.map((entry, j) => entry - problem.wStar[j]!);
        const covariance = matrixOf(problem.covariance, problem.features, problem.features);
        const slope = times(covariance, transpose([error])).map(([entry]) => 2 * entry!);
        near(facts!.productSlope, Math.hypot(...slope));
        near(
          facts!.excessRisk,
          slope.reduce((sum, entry, j) => sum + (entry * error[j]!) / 2, 0),
        );
        layers.forEach((_, i) => {
          const above = layers
            .slice(i + 1)
            .reduceRight((left, layer) => times(left, layer), [[...network.projection]]);
          const below = layers.slice(0, i).reduce((right, layer) => times(layer, right), transpose([slope]));
          near(facts!.gradientSquares[i]!, frobenius(times(transpose(above), transpose(below))) ** 2);
          near(facts!.chainNorms[i + 1]!, frobenius(above));
        });
        near(facts!.chainNorms[0]!, frobenius(row));
      }),
      { numRuns: 60 },
    );
  });

  it('has the top eigenvalue of the dense Hessian as its sharpness, within its error (property)', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(...SHAPES), (seed, widths) => {
        const { problem } = randomProblem(12, widths[0]!, seed);
        const { network, weights } = randomNetwork(widths, seed);
        const [facts] = still(network, problem, weights).moments;
        const n = network.shape.parameterCount;
        const top = jacobiEigenvalues(
          matrixOf(denseMatrix(linearHessian(network, problem, weights)), n, n),
        ).at(-1)!;
        const { value, error } = facts!.sharpness;
        expect(Math.abs(value - top)).toBeLessThanOrEqual(error + 1e-11 * Math.abs(top));
      }),
      { numRuns: 30 },
    );
  });

  it('computes each fact once', () => {
    const { problem } = randomProblem(12, 3, 1);
    const { network, weights } = randomNetwork([3, 3, 1], 1);
    const [facts] = still(network, problem, weights).moments;
    expect(facts!.sharpness).toBe(facts!.sharpness);
    expect(facts!.layers[0]!.singularValues).toBe(facts!.layers[0]!.singularValues);
    expect(facts!.imbalances[0]).toBe(facts!.imbalances[0]);
  });
});
