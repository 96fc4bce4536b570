import { linearModel, type LinearModel } from '@shared/network/model';
import type { RegressionProblem } from '@shared/network/regression-problem';
import { networkShape, type LinearNetwork } from '@shared/network/shape';
import { norm } from '@shared/numerics/dense';
import { keyAt, normals } from '@shared/numerics/random/content';
import type { JudgedRun, MomentFacts } from '@shared/theory/judged-run';
import { observeRun } from '@shared/theory/observe-run';
import type { Statement } from '@shared/theory/statement';
import type { StatementVerdict } from '@shared/theory/verdict';
import { FLOW_DEFAULTS, gradientFlow } from '@shared/training/gradient-flow';
import type { Dynamics, Moment } from '@shared/training/trajectory';
import { finish } from './finish';

export const FLOW: Dynamics = {
  kind: 'gradientFlow',
  relativeTolerance: FLOW_DEFAULTS.relativeTolerance,
  absoluteTolerance: FLOW_DEFAULTS.absoluteTolerance,
};

export function observed(model: LinearModel, dynamics: Dynamics, moments: readonly Moment[]): JudgedRun {
  const setting = {
    problem: model.problem,
    depth: model.shape.depth,
    projectionNorm: norm(model.network.projection),
  };
  return observeRun(setting, { model, dynamics, moments }, { family: 'gaussian', scale: 1 });
}

/** A run of one moment, with these weights. */
export function still(
  network: LinearNetwork,
  problem: RegressionProblem,
  weights: Float64Array,
  dynamics = FLOW,
): JudgedRun {
  const moment = { time: 0, step: dynamics.kind === 'gradientFlow' ? null : 0, weights, descent: 0 };
  return observed(linearModel(network, problem), dynamics, [moment]);
}

/** Gaussian weights of this scale with W_1 = 0 (Section 4, after (A1)), in a network with one output. */
export function zeroFirstLayer(
  problem: RegressionProblem,
  hidden: readonly number[],
  scale: number,
  seed = 1,
): { model: LinearModel; weights: Float64Array } {
  const shape = networkShape([problem.features, ...hidden, 1]);
  const weights = normals(keyAt(seed, ['start']), shape.parameterCount).map((x, i) =>
    i < shape.offsets[1]! ? 0 : scale * x,
  );
  return { model: linearModel({ shape, projection: Float64Array.of(1) }, problem), weights };
}

/** Gradient flow from there until the excess risk is gone. */
export function flowRun(model: LinearModel, weights: Float64Array, options = {}): JudgedRun {
  const { trajectory } = finish(gradientFlow(model, weights, { ...FLOW_DEFAULTS, ...options }));
  return observed(model, trajectory.dynamics, trajectory.moments);
}

/** The same run with the weights of moment `at` changed. */
export function tampered(run: JudgedRun, at: number, change: (weights: Float64Array) => void): JudgedRun {
  const { model, dynamics, moments } = run.trajectory;
  return observed(
    model,
    dynamics,
    moments.map((moment, i) => {
      if (i !== at) return moment;
      const weights = Float64Array.from(moment.weights);
      change(weights);
      return { ...moment, weights };
    }),
  );
}

export function verdictOf(statement: Statement, run: JudgedRun): StatementVerdict {
  return statement.judge!(run);
}

/** The same run with facts of moment `at` falsified. */
export function falsified(run: JudgedRun, at: number, facts: Partial<MomentFacts>): JudgedRun {
  const moments = run.moments.map((moment, i): MomentFacts => {
    if (i !== at) return moment;
    const { time, step, weights, descent, excessRisk, product, productSlope } = moment;
    const { gradientSquares, chainNorms, layers, imbalances, sharpness } = moment;
    return {
      ...{ time, step, weights, descent, excessRisk, product, productSlope },
      ...{ gradientSquares, chainNorms, layers, imbalances, sharpness },
      ...facts,
    };
  });
  return { ...run, moments };
}
