import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { gradient, linearWorkspace } from '@shared/network/linear-network';
import { descentTrajectory, momentSteps } from '@shared/training/descent-trajectory';
import type { RunTask } from '@shared/training/run-course';
import { weightsAfter } from '@shared/training/weights-after';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

function taskOf(spec: ExperimentSpec): RunTask {
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS).task(plan(spec).cells[0]!, 1);
}

/** Σ η ‖∇R‖² over so many updates, entry by entry of the gradient. */
function descentAfter(task: RunTask, updates: number): number {
  const { model, learningRate } = task;
  if (model.kind !== 'linear') throw new Error('a linear network is expected');
  const entries = new Float64Array(model.shape.parameterCount);
  let sum = 0;
  for (let step = 0; step < updates; step += 1) {
    const { weights } = finish(weightsAfter(task, step));
    gradient(model.network, model.problem, weights, linearWorkspace(model.network), entries);
    sum += entries.reduce((total, entry) => total + learningRate * entry * entry, 0);
  }
  return sum;
}

describe('the trajectory of gradient descent', () => {
  const task = taskOf(smallSpec());
  const { moments, dynamics } = finish(descentTrajectory(task, 20));

  it('has the weights of the run at every moment, bit for bit', () => {
    expect(dynamics).toEqual({ kind: 'gradientDescent', learningRate: task.learningRate });
    for (const { time, step, weights } of moments) {
      expect(weights).toEqual(finish(weightsAfter(task, step!)).weights);
      expect(time).toBe(task.learningRate * step!);
    }
  });

  it('begins with the start, ends with the end and ascends', () => {
    const steps = moments.map(({ step }) => step!);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(task.steps);
    expect([...new Set(steps)].sort((a, b) => a - b)).toEqual(steps);
  });

  it('sums η ‖∇R‖² over the updates', () => {
    for (const { step, descent } of moments) {
      if (step! > 60) break;
      // Sums of at most 60 · D positive terms in two orders, and products of norms: some hundred roundings.
      const expected = descentAfter(task, step!);
      expect(Math.abs(descent - expected)).toBeLessThanOrEqual(1e-13 * expected);
    }
  });
});

describe('the moments that are kept', () => {
  it('are about as many as were asked for, half of them below the root of the number of steps', () => {
    const steps = momentSteps(1_000_000, 200);
    expect(steps.length).toBeGreaterThan(170);
    expect(steps.length).toBeLessThanOrEqual(201);
    // Of the logarithmic half, half: but for those that meet among the first few steps.
    const early = steps.filter((step) => step <= 1000).length;
    expect(early).toBeGreaterThan(35);
    expect(early).toBeLessThan(60);
  });

  it.each([0, 1, 2, 3])('are every one of a run of %i steps', (steps) => {
    expect(momentSteps(steps, 100)).toEqual(Array.from({ length: steps + 1 }, (_, i) => i));
  });
});

describe('the trajectory of a run that waits long at a saddle', () => {
  const task = taskOf(
    smallSpec({
      initialisation: { family: 'gaussianZeroLayer' },
      grid: {
        depths: [4],
        scales: [0.01],
        training: [{ learningRate: 0.05, steps: 100_000, repetitions: 2 }],
      },
    }),
  );
  const { moments } = finish(descentTrajectory(task, 90));

  it('sees it being left: a third of the moments are spread evenly over the path of the weights', () => {
    expect(moments.length).toBeLessThanOrEqual(92);
    const moved = moments.slice(1).map(({ weights }, i) => {
      const before = moments[i]!.weights;
      return Math.hypot(...weights.map((value, j) => value - before[j]!));
    });
    const path = moved.reduce((sum, length) => sum + length, 0);
    // At least 15 of the 30 at even distances are there, after the last doubling of the distance.
    expect(Math.max(...moved)).toBeLessThan(path / 12);
  });
});

describe('the trajectory of a run that diverges', () => {
  const task = taskOf(
    smallSpec({
      grid: { depths: [3], scales: [3], training: [{ learningRate: 50, steps: 5000, repetitions: 2 }] },
    }),
  );

  it('ends with its last finite weights, its moments spread over its life', () => {
    const { finiteAfter } = finish(weightsAfter(task, task.steps));
    const { moments } = finish(descentTrajectory(task, 12));
    const steps = moments.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining(momentSteps(finiteAfter, 8)));
    expect(steps.at(-1)).toBe(finiteAfter);
    expect(moments.at(-1)!.weights).toEqual(finish(weightsAfter(task, finiteAfter)).weights);
  });

  it('is its start alone where that is not finite', () => {
    const broken = { ...task, initialise: (out: Float64Array) => void out.fill(NaN) };
    const { moments } = finish(descentTrajectory(broken, 12));
    expect(moments).toHaveLength(1);
    expect(moments[0]!.step).toBe(0);
  });
});
