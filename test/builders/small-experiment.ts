import { experimentSpecSchema, type ExperimentSpec } from '@shared/experiment/spec';

/** Twelve short runs of a small Gaussian network; some diverge. */
export function smallSpec(change: Record<string, unknown> = {}): ExperimentSpec {
  return experimentSpecSchema.parse({
    version: 1,
    name: 'small',
    seed: 7,
    data: { kind: 'synthetic', samples: 20, features: 3 },
    network: { kind: 'fullyConnected' },
    initialisation: { family: 'gaussian' },
    grid: {
      depths: [3],
      scales: [0.3, 1.5],
      training: [
        { learningRate: 0.01, steps: 200, repetitions: 3 },
        { learningRate: 0.3, steps: 120, repetitions: 3 },
      ],
    },
    ...change,
  });
}
