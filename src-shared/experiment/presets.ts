import {
  AUTHORS_SWEEPS,
  authorsSweep,
  type AuthorsSweep,
  type AuthorsSweepName,
} from '../network/draws/authors';
import { SMALL_SCALE_PRESETS } from './small-scale-presets';
import { experimentSpecSchema, SPEC_VERSION, type ExperimentSpec } from './spec';

export interface Preset {
  readonly name: string;
  /** Other names of the same experiment. */
  readonly aliases: readonly string[];
  readonly title: string;
  readonly spec: ExperimentSpec;
}

/** Trajectories record the whole course, every fifth step as the authors plot it. */
const TRAJECTORY_TRACE = {
  every: 5,
  quantities: ['excessRisk', 'squaredDistance', 'sharpness', 'sharpnessAsPublished'],
};

function authorsSpec(name: string, sweepName: AuthorsSweepName): ExperimentSpec {
  const sweep = authorsSweep(sweepName);
  return experimentSpecSchema.parse({
    version: SPEC_VERSION,
    name,
    seed: 0,
    randomness: { scheme: 'authors', sweep: sweepName },
    data: { kind: 'authors', dataSet: sweep.dataSet },
    network: networkOf(sweep),
    initialisation: { family: sweep.network === 'residual' ? 'residual' : 'gaussian' },
    grid: { depths: sweep.depths, scales: sweep.scales, training: sweep.training },
    trace: sweep.kind === 'trajectory' ? TRAJECTORY_TRACE : null,
  });
}

function networkOf({ network, activation }: AuthorsSweep): object {
  return network === 'residual' ? { kind: network } : { kind: network, activation };
}

/** Figure 3 with fewer repetitions: every cell of the heatmap, in about a second. */
function quickSpec(): ExperimentSpec {
  const full = authorsSpec('quick', 'figure-3');
  const training = full.grid.training.map((schedule) => ({
    ...schedule,
    repetitions: Math.min(schedule.repetitions, QUICK_REPETITIONS),
  }));
  return { ...full, grid: { ...full.grid, training } };
}

const QUICK_REPETITIONS = 20;

const TITLES: Record<AuthorsSweepName, { title: string; aliases: string[] }> = {
  'figure-3': {
    title: 'Figures 1a, 1b and 3: Gaussian initialisation, learning rate × scale',
    aliases: ['figure-1'],
  },
  'figure-1-trajectories': {
    title: 'Figures 1c and 1d: one run below and one at the edge of stability',
    aliases: [],
  },
  'figure-4': {
    title: 'Figures 4a, 4b and 5: residual initialisation, learning rate × scale',
    aliases: ['figure-5'],
  },
  'figure-4-trajectories': {
    title: 'Figures 4c and 4d: residual initialisation, two single runs',
    aliases: [],
  },
  'figure-2': { title: 'Figure 2: residual initialisation, learning rate × depth', aliases: [] },
  'figure-6': { title: 'Figure 6: underdetermined regression, sharpness and generalisation', aliases: [] },
  'figure-7': { title: 'Figure 7: GELU networks, learning rate × scale', aliases: [] },
  'figure-7-noisy': {
    title: 'Figure 7 on noisy targets, of which the paper has no plot: its grid and draws are assumed',
    aliases: [],
  },
};

export const PRESETS: readonly Preset[] = [
  {
    name: 'quick',
    aliases: [],
    title: `Figure 3 with ${QUICK_REPETITIONS} repetitions a cell: about a second`,
    spec: quickSpec(),
  },
  ...(Object.keys(AUTHORS_SWEEPS) as AuthorsSweepName[]).map((name) => ({
    name,
    ...TITLES[name],
    spec: authorsSpec(name, name),
  })),
  ...SMALL_SCALE_PRESETS,
];

/** The preset of this name or alias. */
export function findPreset(name: string): Preset | undefined {
  return PRESETS.find((preset) => preset.name === name || preset.aliases.includes(name));
}
