import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { FLOW_DEFAULTS, gradientFlow } from '@shared/training/gradient-flow';
import { flowBesideDescent, type FlowBesideDescent } from '@shared/training/flow-beside-descent';
import type { RunTask } from '@shared/training/run-course';
import { weightsAfter } from '@shared/training/weights-after';
import { finish } from '../../builders/finish';
import { smallSpec } from '../../builders/small-experiment';

const OPTIONS = {
  relativeTolerance: 1e-12,
  absoluteTolerance: 1e-12,
  coordinate: 'time',
  moments: 30,
  steps: 100_000,
} as const;

function task(learningRate: number, steps: number, scale = 0.5): RunTask {
  const spec = smallSpec({
    grid: { depths: [3], scales: [scale], training: [{ learningRate, steps, repetitions: 1 }] },
  });
  return prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS).task(plan(spec).cells[0]!, 0);
}

function beside(learningRate: number, steps: number, scale?: number): FlowBesideDescent {
  return finish(flowBesideDescent(task(learningRate, steps, scale), OPTIONS));
}

describe('gradient descent beside the flow', () => {
  it('converges to it at first order: half the step, half the distance', () => {
    const end = (learningRate: number): number => {
      const { moments, complete } = beside(learningRate, Math.round(1 / learningRate));
      expect(complete).toBe(true);
      expect(moments.at(-1)!.time).toBeCloseTo(1, 12);
      return moments.at(-1)!.distance;
    };
    const distances = [0.004, 0.002, 0.001, 0.0005].map(end);
    for (let i = 1; i < distances.length; i += 1) {
      // The next term of the expansion is smaller by the learning rate times a curvature of some units.
      expect(distances[i - 1]! / distances[i]!).toBeGreaterThan(1.95);
      expect(distances[i - 1]! / distances[i]!).toBeLessThan(2.05);
    }
  });

  it('starts where it starts, and measures what the weights of both say', () => {
    const { moments } = beside(0.01, 200);
    expect(moments[0]).toMatchObject({ time: 0, step: 0, distance: 0, productDistance: 0 });
    const run = task(0.01, 200);
    const middle = moments.find(({ step }) => step > 50)!;
    const { model } = run;
    if (model.kind !== 'linear') throw new Error('a linear network is expected');
    const initial = new Float64Array(model.shape.parameterCount);
    run.initialise(initial);
    const { trajectory } = finish(
      gradientFlow(model, initial, {
        ...FLOW_DEFAULTS,
        ...OPTIONS,
        until: { ...FLOW_DEFAULTS.until, excessRisk: 0, time: middle.time },
      }),
    );
    const descent = finish(weightsAfter(run, middle.step)).weights;
    const flow = trajectory.moments.at(-1)!.weights;
    const distance = Math.hypot(...descent.map((value, i) => value - flow[i]!));
    expect(middle.distance).toBeCloseTo(distance, 13);
    expect(middle.flowSize).toBeCloseTo(Math.hypot(...flow), 13);
  });

  it('stays away from where gradient descent is unstable, though both reach a minimiser or not', () => {
    const [stable, unstable] = [beside(0.01, 2000, 0.3), beside(0.45, 200, 0.3)];
    expect(stable.moments.at(-1)!.productDistance).toBeLessThan(1e-6);
    expect(Math.max(...unstable.moments.map(({ distance }) => distance))).toBeGreaterThan(
      10 * Math.max(...stable.moments.map(({ distance }) => distance)),
    );
  });

  it('says where the flow came to rest, and where its steps were used up', () => {
    const { restedAt, moments } = beside(0.05, 4000);
    expect(restedAt).toBeLessThan(moments.at(-1)!.time);
    const cut = finish(flowBesideDescent(task(0.05, 4000), { ...OPTIONS, steps: 30 }));
    expect(cut.complete).toBe(false);
    expect(cut.moments.length).toBeLessThan(moments.length);
  });

  it('ends where gradient descent was finite last', () => {
    const { moments, complete } = beside(50, 300, 3);
    expect(complete).toBe(true);
    expect(moments.at(-1)!.step).toBeLessThan(300);
  });
});
