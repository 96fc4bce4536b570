import { lanczosTopEigenvalue } from '../../curvature/lanczos';
import { multivariateHessian } from '../../curvature/multivariate-hessian';
import { SHARPNESS_BY_LANCZOS, sharpnessOf, type Sharpness } from '../../curvature/sharpness';
import {
  openMultivariate,
  productOf,
  type MultivariateExperiment,
} from '../../network/multivariate/multivariate-experiment';
import type { MultivariateModel } from '../../network/multivariate/multivariate-network';
import { matrixProduct } from '../../numerics/matrix-product';
import { keyAt, normals } from '../../numerics/random/content';
import { singularValues } from '../../numerics/singular-values';
import { multivariateDescent } from '../../training/multivariate-descent';
import { multivariateFlow, type MultivariateFlow } from '../../training/multivariate-flow';
import { plateauLevels, plateausOf, type Plateau } from './plateaus';
import { theoremFive, type TheoremFiveFacts } from './theorem-five';

/** Relative tolerance of the integrator. */
const TOLERANCE = 1e-9;
/** The flow ends where R - R_min is so much above its least value, in units of zero weights' … */
const EXCESS_SHARE = 1e-10;
/** … or after so many steps. */
const MOST_STEPS = 200_000;

/** Gradient descent beside the flow. */
export interface DescentFacts {
  readonly learningRate: number;
  readonly stepsTaken: number;
  readonly diverged: boolean;
  /** R - R_min at the end. */
  readonly excessRisk: number;
  /** λ_max of the Hessian at the end; null where it diverged. */
  readonly sharpness: Sharpness | null;
  /** 2/η. */
  readonly threshold: number;
  readonly steps: readonly number[];
  readonly excessRisks: readonly number[];
}

/** A multivariate regression from its start to its end. */
export interface MultivariateFacts {
  readonly experiment: MultivariateExperiment;
  readonly lambdaMin: number;
  readonly lambdaMax: number;
  readonly riskMin: number;
  /** R(0) - R_min of zero weights. */
  readonly zeroExcessRisk: number;
  /** Singular values of W⋆Σ̂^{1/2}, descending. */
  readonly whitened: readonly number[];
  readonly flow: {
    readonly ended: MultivariateFlow['ended'];
    readonly steps: number;
    readonly times: readonly number[];
    readonly excessRisks: readonly number[];
    /** Singular values of W(t)Σ̂^{1/2}, descending, a row a moment. */
    readonly singularValues: readonly (readonly number[])[];
    readonly sharpness: Sharpness;
  };
  /** The saddles' levels, from no mode learned to all but one. */
  readonly plateaus: readonly Plateau[];
  /** R - R_min of the best product of this rank: 0 but where a hidden layer is narrow. */
  readonly leastExcessRisk: number;
  /** Of a residual start; null of others. */
  readonly theoremFive: TheoremFiveFacts | null;
  /** Null where no steps are asked for. */
  readonly descent: DescentFacts | null;
}

export interface MultivariateProgress {
  readonly part: 'flow' | 'descent' | 'judging';
  /** Null while it is not known. */
  readonly share: number | null;
}

/** Runs gradient flow and gradient descent from one start. Throws RangeError where the experiment is refused. */
export function* multivariateFacts(
  experiment: MultivariateExperiment,
): Generator<MultivariateProgress, MultivariateFacts> {
  const { model, initial } = openMultivariate(experiment);
  const { problem, shape } = model;
  const levels = plateauLevels(problem.whitened, Math.min(problem.rank, ...shape.widths));
  const flowing = multivariateFlow(model, initial, {
    relativeTolerance: TOLERANCE,
    excessRisk: levels.at(-1)! + EXCESS_SHARE * problem.zeroExcessRisk,
    steps: MOST_STEPS,
    time: Infinity,
  });
  let flow: MultivariateFlow;
  for (;;) {
    const step = flowing.next();
    if (step.done) {
      flow = step.value;
      break;
    }
    yield { part: 'flow', share: null };
  }
  const descent = experiment.steps > 0 ? yield* descentFacts(experiment, model, initial) : null;
  yield { part: 'judging', share: null };
  const times = flow.moments.map(({ time }) => time);
  const excessRisks = flow.moments.map(({ excessRisk }) => excessRisk);
  return {
    experiment,
    lambdaMin: problem.lambdaMin,
    lambdaMax: problem.lambdaMax,
    riskMin: problem.riskMin,
    zeroExcessRisk: problem.zeroExcessRisk,
    whitened: [...problem.whitened],
    flow: {
      ended: flow.ended,
      steps: flow.steps,
      times,
      excessRisks,
      singularValues: flow.moments.map(({ weights }) => whitenedValues(model, weights)),
      sharpness: sharpnessAt(model, flow.moments.at(-1)!.weights),
    },
    plateaus: plateausOf({ times, excessRisks }, levels),
    leastExcessRisk: levels.at(-1)!,
    theoremFive: experiment.start === 'residual' ? theoremFive(model, flow.moments) : null,
    descent,
  };
}

function* descentFacts(
  { learningRate, steps }: MultivariateExperiment,
  model: MultivariateModel,
  initial: Float64Array,
): Generator<MultivariateProgress, DescentFacts> {
  const descending = multivariateDescent(model, initial, learningRate, steps);
  for (;;) {
    const step = descending.next();
    if (!step.done) {
      yield { part: 'descent', share: step.value };
      continue;
    }
    const { weights, stepsTaken, diverged, course } = step.value;
    return {
      learningRate,
      stepsTaken,
      diverged,
      excessRisk: diverged ? Infinity : course.at(-1)!.excessRisk,
      sharpness: diverged ? null : sharpnessAt(model, weights),
      threshold: 2 / learningRate,
      steps: course.map((moment) => moment.step),
      excessRisks: course.map(({ excessRisk }) => excessRisk),
    };
  }
}

/** Singular values of W Σ̂^{1/2}. */
function whitenedValues({ shape, problem }: MultivariateModel, weights: Float64Array): number[] {
  const { inputs: d, outputs: m } = problem;
  const whitened = new Float64Array(m * d);
  matrixProduct(productOf(shape, weights), problem.covarianceRoot, m, d, d, whitened);
  return [...singularValues(whitened, m, d).values];
}

/** By Lanczos, from a vector that is addressed by the widths alone. */
function sharpnessAt(model: MultivariateModel, weights: Float64Array): Sharpness {
  const start = normals(keyAt(0, ['multivariateSharpness', ...model.shape.widths]), weights.length);
  return sharpnessOf(lanczosTopEigenvalue(multivariateHessian(model, weights), start, SHARPNESS_BY_LANCZOS));
}
