import { describe, expect, it } from 'vitest';
import { INITIALISATIONS, PRESETS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { meanSquaredError } from '@shared/network/regression-problem';
import { simulateRun } from '@shared/training/simulate-run';
import { finish } from '../../builders/finish';
import { jacobiEigenvalues, matrixOf, times, transpose, type Matrix } from '../../builders/linear-algebra';

const SMALL = PRESETS.filter(({ name }) => name.startsWith('small-scale'));

function squaredFrobenius(matrix: Matrix): number {
  return matrix.flat().reduce((sum, value) => sum + value * value, 0);
}

/** Largest modulus of an eigenvalue of A Aᵀ - Bᵀ B. */
function imbalanceNorm(own: Matrix, next: Matrix): number {
  const [left, right] = [times(own, transpose(own)), times(transpose(next), next)];
  const eigenvalues = jacobiEigenvalues(left.map((row, i) => row.map((value, j) => value - right[i]![j]!)));
  return Math.max(...eigenvalues.map(Math.abs));
}

describe.each(SMALL)('$name', ({ spec }) => {
  const data = drawnDataSet(spec)!;
  const prepared = prepareExperiment(spec, data, INITIALISATIONS);
  const { problem } = prepared;

  it('has data as (A2) asks for: Σ̂ of full rank and ‖w⋆‖ = 1 to a few roundings', () => {
    expect(problem.rank).toBe(problem.features);
    expect(Math.abs(problem.wStarNorm - 1)).toBeLessThan(4 * Number.EPSILON);
  });

  it('starts every run as (A1) and (A2) ask for', () => {
    for (const cell of plan(spec).cells) {
      for (let repetition = 0; repetition < cell.repetitions; repetition += 1) {
        const { model, initialise } = prepared.task(cell, repetition);
        if (model.kind !== 'linear') throw new Error('a linear network is expected');
        const { widths, offsets, depth, parameterCount } = model.shape;
        const weights = new Float64Array(parameterCount);
        initialise(weights);
        const layers = offsets.map((offset, i) => matrixOf(weights, widths[i + 1]!, widths[i]!, offset));
        // (A1): a zero layer makes w_prod zero, and the gradient of that layer is not.
        const product = layers.reduce((all, layer) => times(layer, all));
        expect(meanSquaredError(data.train, Float64Array.from(product[0]!))).toBe(problem.riskZero);
        const slope = new Float64Array(parameterCount);
        gradient(model.network, problem, weights, linearWorkspace(model.network), slope);
        expect(slope.some((entry) => entry !== 0)).toBe(true);
        // (A2): ε = 3 max ‖W_k‖_F² + 2 Σ ‖W_k W_kᵀ - W_{k+1}ᵀ W_{k+1}‖.
        const largest = Math.max(...layers.map(squaredFrobenius));
        const imbalances = layers.slice(1).map((next, i) => imbalanceNorm(layers[i]!, next));
        const epsilon = 3 * largest + 2 * imbalances.reduce((sum, value) => sum + value, 0);
        expect(epsilon).toBeGreaterThan(0);
        expect(32 * depth * Math.sqrt(epsilon)).toBeLessThan(0.81);
      }
    }
  });
});

describe('runs of the small-scale presets', () => {
  it.each(SMALL.filter(({ name }) => name === 'small-scale-L2' || name === 'small-scale-L3'))(
    'of $name converge',
    ({ spec }) => {
      const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
      for (const cell of plan(spec).cells)
        expect(finish(simulateRun(prepared.task(cell, 0))).outcome).toBe('converged');
    },
  );
});
