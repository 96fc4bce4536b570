import type { ExperimentSpec } from './spec';

/** What of a spec experiments are found and listed by; numbers where they are numbers. */
export const SPEC_FIELDS = {
  depth: { kind: 'number', title: 'Depth', symbol: 'L', about: 'Number of layers' },
  learningRate: {
    kind: 'number',
    title: 'Learning rate',
    symbol: '\\eta',
    about: 'Learning rates of the grid',
  },
  scale: { kind: 'number', title: 'Scale', symbol: null, about: 'Initial scales of the grid' },
  steps: { kind: 'number', title: 'Steps', symbol: null, about: 'Updates of a run, at most' },
  repetitions: { kind: 'number', title: 'Repetitions', symbol: null, about: 'Runs of a cell' },
  samples: {
    kind: 'number',
    title: 'Samples',
    symbol: 'n',
    about: 'Training samples; of imported data, none is in the spec',
  },
  features: {
    kind: 'number',
    title: 'Features',
    symbol: 'd',
    about: 'Inputs of the network; of imported data, none is in the spec',
  },
  noise: {
    kind: 'number',
    title: 'Noise',
    symbol: null,
    about: 'Standard deviation of the noise of synthetic targets',
  },
  seed: { kind: 'number', title: 'Seed', symbol: null, about: 'Of all draws' },
  data: { kind: 'word', title: 'Data', symbol: null, about: 'synthetic, authors or imported' },
  network: { kind: 'word', title: 'Network', symbol: null, about: 'fullyConnected or residual' },
  activation: { kind: 'word', title: 'Activation', symbol: null, about: 'identity or gelu' },
  initialisation: {
    kind: 'word',
    title: 'Initialisation',
    symbol: null,
    about: 'Family of the initial weights',
  },
  randomness: {
    kind: 'word',
    title: 'Randomness',
    symbol: null,
    about: 'content or authors: how draws are addressed',
  },
} as const;

export type SpecField = keyof typeof SPEC_FIELDS;
export const SPEC_FIELD_NAMES = Object.keys(SPEC_FIELDS) as readonly SpecField[];

/** The distinct values of each field, in ascending order; a field without one is missing from the spec. */
export type SpecFieldValues = Readonly<Record<SpecField, readonly (number | string)[]>>;

export function specFieldValues(spec: ExperimentSpec): SpecFieldValues {
  const { data, network, grid } = spec;
  const schedule = grid.training;
  return {
    depth: distinct(grid.depths),
    learningRate: distinct(schedule.map(({ learningRate }) => learningRate)),
    scale: distinct(grid.scales),
    steps: distinct(schedule.map(({ steps }) => steps)),
    repetitions: distinct(schedule.map(({ repetitions }) => repetitions)),
    samples: data.kind === 'synthetic' ? [data.samples] : [],
    features: data.kind === 'synthetic' ? [data.features] : [],
    noise: data.kind === 'synthetic' ? [data.noise] : [],
    seed: [spec.seed],
    data: [data.kind],
    network: [network.kind],
    activation: ['activation' in network ? network.activation : 'identity'],
    initialisation: [spec.initialisation.family],
    randomness: [spec.randomness.scheme],
  };
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
