import { describe, expect, it } from 'vitest';
import { linearHessian } from '@shared/curvature/linear-hessian';
import { powerIteration } from '@shared/curvature/power-iteration';
import { backward, excessRisk, linearWorkspace, squaredDistance } from '@shared/network/linear-network';
import { meanSquaredError, type RegressionProblem } from '@shared/network/regression-problem';
import { linearModel } from '@shared/network/model';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { keyAt, normals } from '@shared/numerics/random/content';
import { gradientDescentStep } from '@shared/training/gradient-descent';
import type { MeasureName } from '@shared/training/run-result';
import { finalPublishedTime, type RunTask, type SimulatedRun } from '@shared/training/run-course';
import { simulateRun } from '@shared/training/simulate-run';
import { randomNetwork, randomProblem } from '../../builders/networks';

const { problem } = randomProblem(20, 3, 81, true);

interface LinearTask extends Partial<RunTask> {
  readonly start: Float64Array;
  readonly network: LinearNetwork;
  readonly problem?: RegressionProblem;
}

function task({ start, network, problem: data = problem, ...rest }: LinearTask): RunTask {
  return {
    model: linearModel(network, data),
    learningRate: 0.01,
    steps: 300,
    draws: {
      layer: () => new Float64Array(0),
      powerIterationStart: (updates, count) => normals(keyAt(updates, ['start']), count),
    },
    initialise: (out) => out.set(start),
    trace: null,
    publishedPhase: 1,
    ...rest,
  };
}

function run(given: RunTask): SimulatedRun {
  const slices = simulateRun(given);
  for (;;) {
    const { done, value } = slices.next();
    if (done) return value;
  }
}

const measure = ({ measures }: SimulatedRun, name: MeasureName): number | undefined =>
  measures.find((entry) => entry.measure === name)?.value;

/** The weights after so many steps, by a loop without early ends. */
function trained({ model, learningRate, initialise }: RunTask, steps: number): Float64Array {
  const { network, problem: data } = model;
  const weights = new Float64Array(network.shape.parameterCount);
  initialise(weights);
  const workspace = linearWorkspace(network);
  for (let i = 0; i < steps; i += 1) gradientDescentStep(network, data, learningRate, weights, workspace);
  return weights;
}

function look(
  network: LinearNetwork,
  data: RegressionProblem,
  weights: Float64Array,
): { excess: number; distance: number; product: Float64Array } {
  const workspace = linearWorkspace(network);
  backward(network, data, weights, workspace);
  return {
    excess: excessRisk(workspace),
    distance: squaredDistance(workspace),
    product: workspace.outputs[0]!,
  };
}

describe('a run equals a plain loop, bit for bit', () => {
  const { network, weights } = randomNetwork([3, 3, 1], 11, 0.5);
  it.each([
    ['that stands still long before its end', 20_000, 0.2],
    ['that is cut short', 137, 0.01],
    ['of one step', 1, 0.01],
  ])('%s', (_, steps, learningRate) => {
    const given = task({ network, start: weights, steps, learningRate });
    const result = run(given);
    const end = trained(given, steps);
    const { excess, distance } = look(network, problem, end);
    expect(measure(result, 'finalExcessRisk')).toBe(excess);
    expect(measure(result, 'finalSquaredDistance')).toBe(distance);
    expect(measure(result, 'finalRisk')).toBe(problem.riskMin + excess);
    const time = finalPublishedTime(steps, 1);
    const published = powerIteration(
      linearHessian(network, problem, trained(given, time)),
      normals(keyAt(time, ['start']), weights.length),
    );
    expect(measure(result, 'finalSharpnessAsPublished')).toBe(published.value);
  });

  it('ends early at a fixed point only', () => {
    const result = run(task({ network, start: weights, steps: 20_000, learningRate: 0.2 }));
    expect(result.stepsTaken).toBeLessThan(20_000);
    expect(result.stepsTaken % 50).toBe(0);
    const given = task({ network, start: weights, learningRate: 0.2 });
    expect(trained(given, result.stepsTaken)).toEqual(trained(given, result.stepsTaken + 1));
  });

  it('records traces after every so many updates', () => {
    const quantities = ['squaredDistance', 'excessRisk'] as const;
    const given = task({ network, start: weights, steps: 95, trace: { every: 10, quantities } });
    const { traces } = run(given);
    expect(traces.map(({ quantity, every, values }) => [quantity, every, values.length])).toEqual([
      ['squaredDistance', 10, 10],
      ['excessRisk', 10, 10],
    ]);
    for (let i = 0; i < 10; i += 1) {
      const { distance, excess } = look(network, problem, trained(given, 10 * i));
      expect([traces[0]!.values[i], traces[1]!.values[i]]).toEqual([distance, excess]);
    }
  });

  it('measures the test risk where there is a test table', () => {
    const table = {
      samples: 2,
      features: 3,
      inputs: Float64Array.of(1, 2, 3, 4, 5, 6),
      targets: Float64Array.of(1, -1),
    };
    const given = task({ network, start: weights, problem: { ...problem, test: table } });
    const { product } = look(network, problem, trained(given, 300));
    expect(measure(run(given), 'finalTestRisk')).toBe(meanSquaredError(table, product));
  });
});

describe('outcomes', () => {
  const scalar = { shape: networkShape([3, 1]), projection: Float64Array.of(1) };
  const deep = randomNetwork([3, 3, 1], 12, 0.5);

  it('converged: the excess risk is all but gone', () => {
    expect(
      run(task({ network: deep.network, start: deep.weights, steps: 5000, learningRate: 0.05 })).outcome,
    ).toBe('converged');
  });

  it('step limit: still on its way down', () => {
    expect(
      run(task({ network: scalar, start: Float64Array.of(4, 4, 4), steps: 20, learningRate: 1e-3 })).outcome,
    ).toBe('stepLimit');
  });

  it('diverged: a linear model beyond 1/Λ; measures of the end are missing', () => {
    const result = run(
      task({
        network: scalar,
        start: Float64Array.of(4, 4, 4),
        steps: 5000,
        learningRate: 3 / problem.lambdaMax,
      }),
    );
    expect(result.outcome).toBe('diverged');
    expect(result.stepsTaken).toBeLessThan(5000);
    expect(
      result.measures.map(({ measure: name }) => name).filter((name) => name.startsWith('final')),
    ).toEqual([]);
    expect(measure(result, 'initialRisk')).toBeGreaterThan(0);
  });

  it('not diverged while every parameter is finite, however large', () => {
    const result = run(
      task({
        network: scalar,
        start: Float64Array.of(4, 4, 4),
        steps: 30,
        learningRate: 3 / problem.lambdaMax,
      }),
    );
    expect(result.outcome).toBe('cycling');
  });

  it('cycling: two layers just beyond the stability of every minimiser', () => {
    const { problem: line } = randomProblem(20, 1, 82, true);
    const network = { shape: networkShape([1, 1, 1]), projection: Float64Array.of(1) };
    // Sharpness at the flattest minimiser of (w - xy)²Λ is 4Λ|w|: beyond 2/(4Λ) no minimiser is stable.
    const given = task({
      network,
      problem: line,
      start: Float64Array.of(1.1, 0.9),
      steps: 3000,
      learningRate: 0.56 / line.lambdaMax,
    });
    expect(run(given).outcome).toBe('cycling');
  });

  it('collapsed: one big step to where the network outputs nothing', () => {
    const { problem: line } = randomProblem(20, 1, 83, true);
    const w = line.wStar[0]!;
    // With x = y the step is x ← x(1 - 2ηΛ(x² - w)) for w > 0: η chosen so that x lands on 0 exactly or next to it.
    const network = { shape: networkShape([1, 1, 1]), projection: Float64Array.of(1) };
    const x = 1.5;
    const start = Float64Array.of(Math.sign(w) * x, x);
    const learningRate = 1 / (2 * line.covariance[0]! * (x * x - Math.abs(w)));
    expect(run(task({ network, problem: line, start, steps: 1, learningRate })).outcome).toBe('collapsed');
  });
});

describe('the time of the final published sharpness', () => {
  it('is up to four steps before the end', () => {
    expect([40000, 4000, 3999, 6, 5, 1].map((steps) => finalPublishedTime(steps, 1))).toEqual([
      39996, 3996, 3996, 6, 1, 1,
    ]);
    expect([450, 449, 4].map((steps) => finalPublishedTime(steps, 0))).toEqual([450, 445, 0]);
  });
});
