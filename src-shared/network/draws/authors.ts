import {
  normalFloat32,
  prngKey,
  split,
  splitElement,
  linspaceFloat32,
  type NormalDraw,
} from '../../numerics/random/jax';
import { exp } from '../../numerics/elementary';
import type { Key } from '../../numerics/random/threefry';
import type { Activation } from '../activation';
import { noisyTable } from '../data/draw-table';
import type { DataSet } from '../data/data-set';
import { normalised } from '../data/synthetic';
import type { RunDraws } from './run-draws';

/**
 * The draws of the authors' own script (jax 0.4.27): a chain of keys from PRNGKey(seed), split in the script's order,
 * one for the linear networks and one, from the same key, for those with GELU. The full counts of a sweep are part of
 * every address, since a split depends on how many keys it makes.
 */

export const AUTHORS_DATA_SETS = ['linear', 'underdetermined', 'linear-noiseless'] as const;
export type AuthorsDataSet = (typeof AUTHORS_DATA_SETS)[number];

export interface AuthorsData {
  readonly kind: 'authors';
  readonly dataSet: AuthorsDataSet;
}

/** How long and how often the authors train at one learning rate. */
export interface TrainingSchedule {
  readonly learningRate: number;
  readonly steps: number;
  readonly repetitions: number;
}

/** One of the authors' experiments, in full. */
export interface AuthorsSweep {
  /** A trajectory trains one run a learning rate, all from the same key. */
  readonly kind: 'sweep' | 'trajectory';
  readonly dataSet: AuthorsDataSet;
  readonly network: 'fullyConnected' | 'residual';
  readonly activation: Activation;
  readonly depths: readonly number[];
  readonly scales: readonly number[];
  readonly training: readonly TrainingSchedule[];
  /** How many keys the script has taken before this sweep's own, by depth; and before its projection's. */
  readonly chainPosition: (depth: number) => { readonly sweep: number; readonly projection: number };
}

/** float32(10^x) for the float32 exponents x of `jnp.logspace`. */
function logspaceFloat32(start: number, stop: number, count: number): number[] {
  return linspaceFloat32(start, stop, count).map((x) => Math.fround(exp(x * Math.LN10)));
}

const rates = (
  steps: readonly (readonly [rate: number, steps: number, repetitions: number])[],
): TrainingSchedule[] =>
  steps.map(([learningRate, count, repetitions]) => ({ learningRate, steps: count, repetitions }));

const FIGURE_7 = {
  kind: 'sweep',
  network: 'fullyConnected',
  activation: 'gelu',
  depths: [10],
  scales: linspaceFloat32(0.428, 0.7, 8),
  training: rates([
    [0.005, 160000, 20],
    [0.02, 40000, 20],
    [0.07, 16000, 20],
  ]),
  // The chain of the script's other branch: data, weights that are thrown away, the sweep.
  chainPosition: () => ({ sweep: 2, projection: NaN }),
} as const satisfies Omit<AuthorsSweep, 'dataSet'>;

const FIGURE_2_DEPTHS = [5, 10, 20, 40];
/** For each depth of figure 2 the script takes three keys: one thrown away, the projection's, the sweep's. */
const FIGURE_2_START = 8;

export const AUTHORS_SWEEPS = {
  'figure-3': {
    kind: 'sweep',
    dataSet: 'linear',
    network: 'fullyConnected',
    activation: 'identity',
    depths: [10],
    scales: linspaceFloat32(0.25, 0.6, 10),
    training: rates([
      [0.005, 40000, 20],
      [0.02, 10000, 20],
      [0.07, 4000, 20],
      [0.1, 4000, 20],
      [0.2, 2000, 80],
    ]),
    chainPosition: () => ({ sweep: 2, projection: NaN }),
  },
  'figure-1-trajectories': {
    kind: 'trajectory',
    dataSet: 'linear',
    network: 'fullyConnected',
    activation: 'identity',
    depths: [10],
    scales: [0.35],
    training: rates([
      [0.02, 450, 1],
      [0.1, 450, 1],
    ]),
    chainPosition: () => ({ sweep: 3, projection: NaN }),
  },
  'figure-4': {
    kind: 'sweep',
    dataSet: 'linear',
    network: 'residual',
    activation: 'identity',
    depths: [10],
    scales: linspaceFloat32(0, 1.7, 10),
    training: rates([0.005, 0.02, 0.07, 0.1, 0.2].map((rate) => [rate, 4000, 20])),
    chainPosition: () => ({ sweep: 6, projection: 5 }),
  },
  'figure-4-trajectories': {
    kind: 'trajectory',
    dataSet: 'linear',
    network: 'residual',
    activation: 'identity',
    depths: [10],
    scales: [0.5],
    training: rates([
      [0.02, 400, 1],
      [0.1, 400, 1],
    ]),
    chainPosition: () => ({ sweep: 7, projection: 5 }),
  },
  'figure-2': {
    kind: 'sweep',
    dataSet: 'linear',
    network: 'residual',
    activation: 'identity',
    depths: FIGURE_2_DEPTHS,
    scales: [0.25],
    training: rates(logspaceFloat32(-2, -0.3, 25).map((rate) => [rate, 1000, 50])),
    chainPosition: (depth) => {
      const first = FIGURE_2_START + 3 * FIGURE_2_DEPTHS.indexOf(depth);
      return { sweep: first + 2, projection: first + 1 };
    },
  },
  'figure-6': {
    kind: 'sweep',
    dataSet: 'underdetermined',
    network: 'fullyConnected',
    activation: 'identity',
    depths: [5],
    scales: linspaceFloat32(0.1, 0.36, 9),
    training: rates([
      [0.001, 40000, 100],
      [0.004, 10000, 20],
      [0.01, 4000, 20],
    ]),
    chainPosition: () => ({ sweep: 22, projection: NaN }),
  },
  'figure-7': { ...FIGURE_7, dataSet: 'linear-noiseless' },
  /**
   * The noisy GELU networks that Appendix C tells of without a plot. The authors did not publish this configuration: it is
   * figure 7's, grid and key chain, with the noise of the other experiments, whose data their chain then draws again.
   */
  'figure-7-noisy': { ...FIGURE_7, dataSet: 'linear' },
} satisfies Record<string, AuthorsSweep>;

export type AuthorsSweepName = keyof typeof AUTHORS_SWEEPS;

export function authorsSweep(name: AuthorsSweepName): AuthorsSweep {
  return AUTHORS_SWEEPS[name];
}

/** The key that the script takes after `position` others. */
function chainKey(seed: number, position: number): Key {
  let key = prngKey(seed);
  for (let i = 0; i < position; i += 1) key = split(key).key;
  return split(key).subkey;
}

const DATA_SETS: Record<
  AuthorsDataSet,
  { position: number; samples: number; features: number; noise: number }
> = {
  linear: { position: 0, samples: 50, features: 5, noise: 1 },
  underdetermined: { position: 20, samples: 15, features: 20, noise: 1 },
  'linear-noiseless': { position: 0, samples: 50, features: 5, noise: 0 },
};

/** Sizes of an authors' data set; the test table has as many samples as the training table. */
export function authorsDataSize(dataSet: AuthorsDataSet): { samples: number; features: number } {
  return DATA_SETS[dataSet];
}

/** X, y, X_test, y_test as the authors draw them, divided by ‖w⋆‖. */
export function authorsDataSet(spec: AuthorsData, seed: number): DataSet {
  const { position, samples, features, noise } = DATA_SETS[spec.dataSet];
  let key = chainKey(seed, position);
  const take = (count: number): Float64Array => {
    const next = split(key);
    key = next.key;
    return normalFloat32(next.subkey, count);
  };
  const inputs = take(samples * features);
  const testInputs = take(samples * features);
  const wTrue = take(features);
  const train = noisyTable(inputs, wTrue, take(samples), noise);
  const test = noisyTable(testInputs, wTrue, take(samples), noise);
  return normalised({ train, test });
}

/** The standard Gaussian vector whose direction is p. */
export function authorsProjectionDraw(
  sweep: AuthorsSweep,
  depth: number,
  seed: number,
  width: number,
  normals: NormalDraw = normalFloat32,
): Float64Array {
  return normals(chainKey(seed, sweep.chainPosition(depth).projection), width);
}

/** Place of a run in a sweep: positions in the sweep's full lists. */
export interface AuthorsRunAddress {
  readonly depth: number;
  readonly rateIndex: number;
  readonly scaleIndex: number;
  readonly repetition: number;
}

/** The draws of one run: its initial weights and the start vectors of its power iterations. */
export function authorsRunDraws(
  sweep: AuthorsSweep,
  seed: number,
  address: AuthorsRunAddress,
  normals: NormalDraw = normalFloat32,
): RunDraws {
  const schedule = sweep.training[address.rateIndex]!;
  const own = chainKey(seed, sweep.chainPosition(address.depth).sweep);
  let runKey = own;
  let keyCount = schedule.steps + 1;
  if (sweep.kind === 'sweep') {
    const rateKey = splitElement(own, address.rateIndex, sweep.training.length);
    const repetitionKey = splitElement(rateKey, address.repetition, schedule.repetitions);
    runKey = splitElement(repetitionKey, address.scaleIndex, sweep.scales.length);
    keyCount = schedule.steps + 2;
  }
  const weights = splitElement(runKey, -1, keyCount);
  // A trajectory draws its first start vector from the key of its weights.
  const firstStart = sweep.kind === 'sweep' ? splitElement(runKey, -2, keyCount) : weights;
  return {
    layer: (k, count) => normals(splitElement(weights, k - 1, address.depth), count),
    powerIterationStart: (updates, count) =>
      normals(updates === 0 ? firstStart : splitElement(runKey, updates - 1, keyCount), count),
  };
}

/** After how many updates, modulo 5, the script takes the sharpness: sweeps at step 0, 5, …, trajectories at 4, 9, …. */
export function publishedSharpnessPhase(kind: AuthorsSweep['kind']): number {
  return kind === 'sweep' ? 1 : 0;
}
