import { describe, expect, it } from 'vitest';
import { geluHessian } from '@shared/curvature/gelu-hessian';
import { denseMatrix } from '@shared/curvature/operator';
import { powerIteration } from '@shared/curvature/power-iteration';
import { geluGradient, geluWorkspace } from '@shared/network/gelu-network';
import { geluModel, modelScale, type GeluModel } from '@shared/network/model';
import { networkShape } from '@shared/network/shape';
import { regressionProblem } from '@shared/network/regression-problem';
import { symmetricEigen } from '@shared/numerics/symmetric-eigen';
import { keyAt, normals } from '@shared/numerics/random/content';
import { finalPublishedTime, type RunTask, type SimulatedRun } from '@shared/training/run-course';
import type { MeasureName } from '@shared/training/run-result';
import { makeScalarTrainer } from '@shared/training/make-scalar-trainer';
import { simulateRun } from '@shared/training/simulate-run';
import { naiveGeluRisk, naiveOutputs, randomGeluNetwork } from '../../builders/gelu-networks';

const { shape, table, weights } = randomGeluNetwork([3, 4, 3, 1], 21, 0.8, 12);
const test = randomGeluNetwork([3, 1], 22, 1, 5).table;
const model: GeluModel = geluModel(
  { shape, projection: Float64Array.of(1) },
  regressionProblem({ train: table, test }),
  table,
);

function task(change: Partial<RunTask> = {}): RunTask {
  return {
    model,
    learningRate: 0.05,
    steps: 163,
    draws: {
      layer: () => new Float64Array(0),
      powerIterationStart: (updates, count) => normals(keyAt(updates, ['start']), count),
    },
    initialise: (out) => out.set(weights),
    trace: null,
    publishedPhase: 1,
    ...change,
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

/** W ← W - η ∇R so many times, by the gradient and nothing else of the program. */
function trained(steps: number, learningRate = 0.05): Float64Array {
  const at = Float64Array.from(weights);
  const slope = new Float64Array(at.length);
  const workspace = geluWorkspace(shape, table);
  for (let step = 0; step < steps; step += 1) {
    geluGradient(shape, table, at, workspace, slope);
    slope.forEach((value, i) => (at[i]! -= learningRate * value));
  }
  return at;
}

/** 2η/n is rounded once more or less a step: 163 contracting steps leave some 10⁻¹⁴. */
const TOLERANCE = 1e-12;
const near = (value: number | undefined, reference: number, tolerance = TOLERANCE): void => {
  expect(Math.abs(value! - reference)).toBeLessThan(tolerance * Math.abs(reference));
};

describe('a run of a GELU network against a plain loop', () => {
  const result = run(task());

  it('measures risk, excess risk over 0, and test risk; it has no squared distance', () => {
    for (const [when, at] of [
      ['initial', weights],
      ['final', trained(163)],
    ] as const) {
      const risk = naiveGeluRisk(shape, at, table);
      near(measure(result, `${when}Risk`), risk);
      near(measure(result, `${when}ExcessRisk`), risk);
      near(measure(result, `${when}TestRisk`), naiveGeluRisk(shape, at, test));
      expect(measure(result, `${when}SquaredDistance`)).toBeUndefined();
    }
    expect(result.stepsTaken).toBe(163);
  });

  it('measures the top of the dense Hessian’s spectrum, and the published power iteration at its time', () => {
    const end = trained(163);
    const { values } = symmetricEigen(denseMatrix(geluHessian(shape, table, end)), end.length);
    near(measure(result, 'finalSharpness'), values.at(-1)!, 1e-8);
    const time = finalPublishedTime(163, 1);
    const start = normals(keyAt(time, ['start']), end.length);
    const published = powerIteration(geluHessian(shape, table, trained(time)), start).value;
    near(measure(result, 'finalSharpnessAsPublished'), published, 1e-10);
  });

  it('records risk and sharpness along the way', () => {
    const { traces } = run(task({ trace: { every: 40, quantities: ['excessRisk', 'sharpness'] } }));
    const [risk] = traces;
    expect(risk!.values).toHaveLength(5);
    [...risk!.values].forEach((value, i) => near(value, naiveGeluRisk(shape, trained(40 * i), table)));
    expect(traces[1]!.values.every(Number.isFinite)).toBe(true);
  });
});

describe('how runs of GELU networks end', () => {
  it('is held against the risk and the outputs of zero weights', () => {
    const squares = table.targets.map((y) => y * y).reduce((sum, square) => sum + square, 0);
    const { zeroExcessRisk, targetSize } = modelScale(model);
    near(zeroExcessRisk, squares / 12);
    near(targetSize, Math.sqrt(squares / 12));
    const trainer = makeScalarTrainer(model);
    trainer.weights.set(weights);
    const outputs = naiveOutputs(shape, weights, table);
    near(trainer.observe().outputSize, Math.sqrt(outputs.reduce((sum, f) => sum + f * f, 0) / 12));
  });

  it('converged: the targets are a network’s own, and the start is near it', () => {
    const targets = Float64Array.from(naiveOutputs(shape, weights, table));
    const train = { ...table, targets };
    const taught = { ...model, train, problem: regressionProblem({ train, test: null }) };
    const shifted = weights.map((w, i) => w + 0.01 * (i % 3));
    const found = run(task({ model: taught, initialise: (out) => out.set(shifted), steps: 20_000 }));
    expect(found.outcome).toBe('converged');
  });

  it('step limit: on its way down', () => {
    expect(run(task({ learningRate: 1e-3, steps: 50 })).outcome).toBe('stepLimit');
  });

  it('collapsed: a step far too large puts every unit where GELU is zero', () => {
    const found = run(task({ learningRate: 1e3, initialise: (out) => out.set(weights.map((w) => 3 * w)) }));
    expect(found.outcome).toBe('collapsed');
    near(measure(found, 'finalRisk'), model.problem.riskZero);
  });

  it('diverged: one layer, which has no GELU, beyond 1/Λ; measures of the end are missing', () => {
    const line = networkShape([3, 1]);
    const linear = geluModel({ shape: line, projection: Float64Array.of(1) }, model.problem, table);
    const found = run(
      task({ model: linear, learningRate: 2, steps: 3000, initialise: (out) => out.set([1, 1, 1]) }),
    );
    expect(found.outcome).toBe('diverged');
    expect(found.stepsTaken).toBeLessThan(3000);
    expect(measure(found, 'finalRisk')).toBeUndefined();
  });
});
