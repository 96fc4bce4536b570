import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { backward, excessRisk, linearWorkspace } from '@shared/network/linear-network';
import type { RunTask } from '@shared/training/run-course';
import { simulateRun } from '@shared/training/simulate-run';
import { trialRun, type TrialTask } from '@shared/training/trial-run';
import { weightsAfter } from '@shared/training/weights-after';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const spec = smallSpec();
const { task } = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
const [cell] = plan(spec).cells;
const TOLERANCE = 1e-3;

function at(learningRate: number, steps: number, scale = 0.3, repetition = 0): RunTask {
  return task({ ...cell!, learningRate, steps, scale }, repetition);
}

function trial(run: RunTask, tolerance = TOLERANCE): TrialTask {
  if (run.model.kind !== 'linear') throw new Error('a linear network is expected');
  const { model, learningRate, steps, initialise } = run;
  return { model, learningRate, steps, initialise, excessRisk: tolerance };
}

/** The excess risk after so many updates, from the weights alone. */
function riskAfter(run: RunTask, updates: number): number {
  if (run.model.kind !== 'linear') throw new Error('a linear network is expected');
  const { network, problem } = run.model;
  const workspace = linearWorkspace(network);
  backward(network, problem, finish(weightsAfter(run, updates)).weights, workspace);
  return excessRisk(workspace);
}

describe('a run of which only the end is asked', () => {
  it('has converged at the first update after which the excess risk is small enough', () => {
    for (const repetition of [0, 1, 2]) {
      const run = at(0.1, 2000, 0.6, repetition);
      let first = 0;
      while (first < 2000 && riskAfter(run, first) > TOLERANCE) first += 1;
      expect(first).toBeGreaterThan(5);
      expect(first).toBeLessThan(2000);
      expect(finish(trialRun(trial(run)))).toEqual({ outcome: 'converged', stepsTaken: first });
      // Its last update counts, one fewer does not suffice.
      expect(finish(trialRun({ ...trial(run), steps: first })).outcome).toBe('converged');
      expect(finish(trialRun({ ...trial(run), steps: first - 1 })).outcome).not.toBe('converged');
    }
  });

  it('needs no update where it starts at a minimiser', () => {
    expect(finish(trialRun(trial(at(0.1, 10), Infinity)))).toEqual({ outcome: 'converged', stepsTaken: 0 });
  });

  it('tells runs that do not converge apart as runs of experiments are', () => {
    const outcomes = new Set<string>();
    for (const rate of [0.01, 0.3, 0.6, 0.9, 1.2, 2, 5]) {
      for (const scale of [0.3, 0.9, 1.5]) {
        const run = at(rate, 300, scale);
        const whole = finish(simulateRun(run));
        const { outcome } = finish(trialRun(trial(run, 1e-300)));
        outcomes.add(outcome);
        // At so small an excess risk none has converged: what has by the laxer criterion is told by its tail.
        if (whole.outcome === 'converged') expect(['cycling', 'stepLimit']).toContain(outcome);
        else expect(outcome).toBe(whole.outcome);
      }
    }
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['cycling', 'diverged', 'stepLimit']));
  });
});
