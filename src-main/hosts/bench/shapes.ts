import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { prepareExperiment } from '@shared/experiment/prepare';
import { experimentSpecSchema } from '@shared/experiment/spec';
import type { RunTask } from '@shared/training/run-course';

/** A network to time: fully connected, d inputs, hidden layers of width d, L layers. */
export interface BenchShape {
  readonly activation: 'identity' | 'gelu';
  readonly features: number;
  readonly depth: number;
}

export const SHAPES: readonly BenchShape[] = [
  { activation: 'identity', features: 5, depth: 5 },
  { activation: 'identity', features: 5, depth: 10 },
  { activation: 'identity', features: 5, depth: 40 },
  { activation: 'identity', features: 20, depth: 5 },
  { activation: 'identity', features: 20, depth: 10 },
  { activation: 'identity', features: 20, depth: 40 },
  { activation: 'identity', features: 64, depth: 5 },
  { activation: 'identity', features: 64, depth: 10 },
  { activation: 'gelu', features: 5, depth: 10 },
];

/** The paper's number of samples. */
const SAMPLES = 50;
/** So small that no weight moves by more than a little while it is timed, and large enough that every update counts. */
const LEARNING_RATE = 1e-4;

/** A run of such a network, from Gaussian weights whose products neither vanish nor explode. */
export function taskOf({ activation, features, depth }: BenchShape, repetition: number): RunTask {
  const spec = experimentSpecSchema.parse({
    version: 1,
    name: 'bench',
    data: { kind: 'synthetic', samples: SAMPLES, features },
    network: { kind: 'fullyConnected', ...(activation === 'gelu' && { activation }) },
    initialisation: { family: 'gaussian' },
    grid: {
      depths: [depth],
      scales: [1 / Math.sqrt(features)],
      training: [{ learningRate: LEARNING_RATE, steps: 1, repetitions: 1 }],
    },
  });
  const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
  const cell = {
    index: 0,
    learningRate: LEARNING_RATE,
    scale: 1 / Math.sqrt(features),
    depth,
    steps: 1,
    repetitions: 1,
  };
  return prepared.task(cell, repetition);
}

export function shapeName({ activation, features, depth }: BenchShape): string {
  return `${activation === 'gelu' ? 'GELU ' : ''}d = ${features}, L = ${depth}`;
}
