import { gaussianZeroLayer } from '../../network/initialisations/gaussian-zero-layer';
import type { RegressionProblem } from '../../network/regression-problem';
import { isLinear } from '../linearity';
import type { ExperimentSpec } from '../spec';

/** Something about a design that keeps Section 4's assumptions from holding. */
export interface Obstacle {
  readonly id: 'nonlinear' | 'residual' | 'rankDeficient' | 'smallSolution' | 'initialisation';
  /** What fails, in a sentence. */
  readonly said: string;
  /** What is changed to mend it, in a few words; null where only the user can. */
  readonly mend: string | null;
}

/** "‖w⋆‖ at least 1" is decided to this many units in the last place: normalisation gives 0.9999999999999999. */
const NORM_ULPS = 8;
/** The family of initial weights that satisfies (A1) almost surely. */
export const ZERO_LAYER_FAMILY = gaussianZeroLayer.id;
/** Samples a feature where there are fewer samples than features. */
const SAMPLES_PER_FEATURE = 10;

/** What of a design's network, data and start stands against (A1) and (A2), but for the scale. */
export function smallScaleObstacles(spec: ExperimentSpec, problem: RegressionProblem): Obstacle[] {
  const found: Obstacle[] = [];
  if (!isLinear(spec)) {
    found.push({
      id: 'nonlinear',
      said: 'There is GELU between the layers: nothing is proved about such networks.',
      mend: 'a linear network',
    });
  }
  if (spec.network.kind === 'residual') {
    found.push({
      id: 'residual',
      said: 'The network is residual: Section 4 is about fully connected ones, with one output.',
      mend: 'a fully connected network',
    });
  }
  if (problem.rank < problem.features) found.push(rankDeficient(spec, problem));
  if (problem.wStarNorm < 1 - NORM_ULPS * Number.EPSILON) {
    const synthetic = spec.data.kind === 'synthetic';
    found.push({
      id: 'smallSolution',
      said: `(A2) asks for ‖w⋆‖ ≥ 1; here it is ${problem.wStarNorm.toPrecision(4)}.${synthetic ? '' : ' Divide the target column by this number, in the file.'}`,
      mend: synthetic ? 'targets scaled so that ‖w⋆‖ = 1' : null,
    });
  }
  if (spec.initialisation.family !== ZERO_LAYER_FAMILY) {
    found.push({
      id: 'initialisation',
      said: 'The start may be worse than zero weights: (A1) holds almost surely where one layer is zero and the others are Gaussian.',
      mend: 'a Gaussian start with one zero layer',
    });
  }
  return found;
}

function rankDeficient(spec: ExperimentSpec, { rank, features, samples }: RegressionProblem): Obstacle {
  const few = samples < features;
  const mendable = few && spec.data.kind !== 'imported';
  return {
    id: 'rankDeficient',
    said: `(A2) asks for Σ̂ of full rank; its rank is ${rank} of ${features}${few ? `, with n = ${samples} samples` : ''}.${mendable ? '' : few ? ' Take a table of more rows.' : ' Leave out features that the others determine.'}`,
    mend: mendable ? 'data with more samples than features' : null,
  };
}

/** The numbers of the grid that make a design satisfy the assumptions. */
export interface SmallScaleChoice {
  readonly depths: readonly number[];
  readonly scale: number;
  readonly learningRate: number;
  readonly steps: number;
}

/**
 * The design with everything mended that can be: network, data, start. Draws are the workbench's own and shared between
 * scales, so that ε is a quadratic of the scale. Its grid is the design's where no choice is given.
 */
export function smallScaleSpec(
  spec: ExperimentSpec,
  problem: RegressionProblem,
  choice: SmallScaleChoice | null,
): ExperimentSpec {
  const repetitions = spec.grid.training.reduce((most, row) => Math.max(most, row.repetitions), 1);
  const network = mendedNetwork(spec, choice?.depths ?? spec.grid.depths);
  return {
    ...spec,
    data: mendedData(spec.data, problem),
    network,
    randomness: { scheme: 'content', draws: 'shared' },
    initialisation: { family: ZERO_LAYER_FAMILY, parameters: {} },
    grid:
      choice === null
        ? { ...spec.grid, scales: [1] }
        : {
            depths: [...choice.depths],
            scales: [choice.scale],
            training: [{ learningRate: choice.learningRate, steps: choice.steps, repetitions }],
          },
    trace: choice === null || spec.trace === null ? null : sparse(spec.trace, choice.steps),
  };
}

/** Long runs with few samples. */
function sparse(trace: NonNullable<ExperimentSpec['trace']>, steps: number): ExperimentSpec['trace'] {
  return { ...trace, every: Math.max(trace.every, Math.ceil(steps / MOST_SAMPLES)) };
}

const MOST_SAMPLES = 1000;

function mendedNetwork({ network }: ExperimentSpec, depths: readonly number[]): ExperimentSpec['network'] {
  if (network.kind === 'residual') return { kind: 'fullyConnected', hiddenWidths: null };
  const { hiddenWidths } = network;
  const fits = !Array.isArray(hiddenWidths) || depths.every((depth) => depth === hiddenWidths.length + 1);
  return { kind: 'fullyConnected', hiddenWidths: fits ? hiddenWidths : null };
}

function mendedData(
  data: ExperimentSpec['data'],
  { samples, features }: RegressionProblem,
): ExperimentSpec['data'] {
  if (data.kind === 'authors') return samples < features ? { kind: 'authors', dataSet: 'linear' } : data;
  if (data.kind === 'imported') return data;
  return { ...data, normalise: true, samples: samples < features ? SAMPLES_PER_FEATURE * features : samples };
}
