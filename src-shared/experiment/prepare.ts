import { norm } from '../numerics/dense';
import { normalFloat32, type NormalDraw } from '../numerics/random/jax';
import {
  authorsProjectionDraw,
  authorsRunDraws,
  authorsSweep,
  publishedSharpnessPhase,
} from '../network/draws/authors';
import { contentProjectionDraw, contentRunDraws } from '../network/draws/content';
import type { RunDraws } from '../network/draws/run-draws';
import type { DataSet } from '../network/data/data-set';
import type { Initialisation } from '../network/initialisations/initialisation';
import { regressionProblem, type RegressionProblem } from '../network/regression-problem';
import { geluModel, linearModel, type Model } from '../network/model';
import { networkShape } from '../network/shape';
import type { RunTask } from '../training/run-course';
import type { TheorySetting } from '../theory/theory-setting';
import { isLinear } from './linearity';
import { layerWidths, type Cell } from './plan';
import type { ExperimentSpec } from './spec';

/** An experiment with its data analysed: makes the tasks of its runs and the settings of its statements. */
export interface PreparedExperiment {
  readonly problem: RegressionProblem;
  readonly model: (depth: number) => Model;
  readonly task: (cell: Cell, repetition: number) => RunTask;
  readonly theory: (depth: number) => TheorySetting;
}

/** Sweeps take the published sharpness after 1, 6, 11, … updates; so do a user's own experiments. */
const DEFAULT_PHASE = publishedSharpnessPhase('sweep');

/**
 * @param spec validated against these initialisations and this data set's number of features.
 * @param normals draws for the authors' scheme; whoever draws much has a faster one to the same bits.
 */
export function prepareExperiment(
  spec: ExperimentSpec,
  data: DataSet,
  initialisations: readonly Initialisation[],
  normals: NormalDraw = normalFloat32,
): PreparedExperiment {
  const problem = regressionProblem(data);
  const family = initialisations.find(({ id }) => id === spec.initialisation.family)!;
  const defaults = Object.entries(family.parameters).map(
    ([name, parameter]) => [name, parameter.default] as const,
  );
  const parameters = { ...Object.fromEntries(defaults), ...spec.initialisation.parameters };
  const models = new Map<number, Model>();
  const modelOf = (depth: number): Model => {
    let known = models.get(depth);
    if (known === undefined) {
      const shape = networkShape(layerWidths(spec.network, problem.features, depth));
      const network = { shape, projection: projectionOf(spec, problem.features, depth, normals) };
      known = isLinear(spec) ? linearModel(network, problem) : geluModel(network, problem, data.train);
      models.set(depth, known);
    }
    return known;
  };
  const { randomness } = spec;
  const sweep = randomness.scheme === 'authors' ? authorsSweep(randomness.sweep) : null;
  const publishedPhase = sweep ? publishedSharpnessPhase(sweep.kind) : DEFAULT_PHASE;
  return {
    problem,
    model: modelOf,
    theory: (depth) => ({ problem, depth, projectionNorm: norm(modelOf(depth).network.projection) }),
    task: (cell, repetition) => {
      const model = modelOf(cell.depth);
      const draws = runDraws(spec, model, cell, repetition, normals);
      return {
        model,
        learningRate: cell.learningRate,
        steps: cell.steps,
        draws,
        initialise: (out) =>
          family.initialise({ network: model.network, problem, draws, scale: cell.scale, parameters }, out),
        trace: spec.trace,
        publishedPhase,
      };
    },
  };
}

/** p: 1 for fully connected networks, else the given vector or a random unit one. */
function projectionOf(
  spec: ExperimentSpec,
  features: number,
  depth: number,
  normals: NormalDraw,
): Float64Array {
  if (spec.network.kind === 'fullyConnected') return Float64Array.of(1);
  if (spec.network.projection !== 'random') return Float64Array.from(spec.network.projection);
  const draw =
    spec.randomness.scheme === 'authors'
      ? authorsProjectionDraw(authorsSweep(spec.randomness.sweep), depth, spec.seed, features, normals)
      : contentProjectionDraw(spec.seed, features);
  const length = norm(draw);
  return draw.map((entry) => entry / length);
}

function runDraws(
  spec: ExperimentSpec,
  { shape }: Model,
  cell: Cell,
  repetition: number,
  normals: NormalDraw,
): RunDraws {
  const { randomness, seed, initialisation } = spec;
  const { learningRate, scale, depth } = cell;
  if (randomness.scheme === 'content') {
    const { draws } = randomness;
    return contentRunDraws(seed, {
      widths: shape.widths,
      family: initialisation.family,
      repetition,
      learningRate,
      scale,
      draws,
    });
  }
  const sweep = authorsSweep(randomness.sweep);
  const address = {
    depth,
    rateIndex: sweep.training.findIndex((schedule) => schedule.learningRate === learningRate),
    scaleIndex: sweep.scales.indexOf(scale),
    repetition,
  };
  return authorsRunDraws(sweep, seed, address, normals);
}
