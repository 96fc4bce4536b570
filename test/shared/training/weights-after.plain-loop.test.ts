import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { geluDescentStep, geluWorkspace } from '@shared/network/gelu-network';
import { linearWorkspace } from '@shared/network/linear-network';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import type { RunTask } from '@shared/training/run-course';
import { weightsAfter } from '@shared/training/weights-after';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

function taskOf(spec: ExperimentSpec, cell: number): RunTask {
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS).task(plan(spec).cells[cell]!, 1);
}

/** The weights after so many updates, step by step. */
function trained({ model, learningRate, initialise }: RunTask, updates: number): Float64Array {
  const weights = new Float64Array(model.shape.parameterCount);
  initialise(weights);
  for (let i = 0; i < updates; i += 1) {
    if (model.kind === 'linear') {
      const workspace = linearWorkspace(model.network);
      gradientDescentStep(model.network, model.problem, learningRate, weights, workspace);
    } else {
      const workspace = geluWorkspace(model.shape, model.train);
      geluDescentStep(model.shape, model.train, learningRate, weights, workspace);
    }
  }
  return weights;
}

describe.each([
  ['linear', smallSpec()],
  ['GELU', smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } })],
])('weights after some updates, %s', (_, spec) => {
  it.each([0, 1, 7, 50, 173, 200])('%i: those of a plain loop, bit for bit, twice', (updates) => {
    const task = taskOf(spec, 0);
    const expected = trained(task, updates);
    for (let again = 0; again < 2; again += 1) {
      const found = finish(weightsAfter(task, updates));
      expect(found).toEqual({ weights: expected, finite: true, finiteAfter: updates });
    }
  });
});

describe('weights of a run that diverges', () => {
  const spec = smallSpec({
    grid: { depths: [3], scales: [3], training: [{ learningRate: 50, steps: 120, repetitions: 2 }] },
  });

  it('says when they were finite last', () => {
    const task = taskOf(spec, 0);
    const { finite, finiteAfter } = finish(weightsAfter(task, 120));
    expect(finite).toBe(false);
    expect(finiteAfter).toBeGreaterThan(0);
    expect(trained(task, finiteAfter).every(Number.isFinite)).toBe(true);
    expect(trained(task, finiteAfter + 1).every(Number.isFinite)).toBe(false);
    expect(finish(weightsAfter(task, finiteAfter)).finite).toBe(true);
  });
});
