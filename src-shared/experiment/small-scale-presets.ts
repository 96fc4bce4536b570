import { experimentSpecSchema, SPEC_VERSION, type ExperimentSpec } from './spec';

/**
 * Experiments inside the assumptions of Section 4: data with a covariance of full rank and ‖w⋆‖ = 1, one layer zero and
 * the others Gaussian, which is (A1), and so small that 32 L √ε ≤ 1, which is (A2). The paper's own experiments satisfy
 * neither. The time to leave the saddle grows like scale^{-(L-2)}: steps are such that every run converges, but at L = 10,
 * where it would take some 10^28 units of time and only gradient flow in arc length gets there.
 */
interface SmallScale {
  readonly depth: number;
  /** Small enough that 32 L √ε is at most 0.8 in every repetition. */
  readonly scale: number;
  readonly training: readonly { readonly learningRate: number; readonly steps: number }[];
  readonly title: string;
}

const REPETITIONS = 4;

const SMALL_SCALES: readonly SmallScale[] = [
  {
    depth: 2,
    scale: 2e-3,
    training: [
      { learningRate: 0.02, steps: 1000 },
      { learningRate: 0.2, steps: 100 },
    ],
    title: 'Small weights that satisfy (A1) and (A2), L = 2',
  },
  {
    depth: 3,
    scale: 5e-4,
    training: [
      { learningRate: 0.02, steps: 50_000 },
      { learningRate: 0.1, steps: 10_000 },
    ],
    title: 'Small weights that satisfy (A1) and (A2), L = 3',
  },
  {
    depth: 4,
    scale: 4e-4,
    training: [{ learningRate: 0.1, steps: 6_000_000 }],
    title: 'Small weights that satisfy (A1) and (A2), L = 4: long on the saddle, about a second',
  },
  {
    depth: 10,
    scale: 1e-4,
    training: [{ learningRate: 0.05, steps: 200 }],
    title: 'Small weights that satisfy (A1) and (A2), L = 10: for gradient flow, descent stays on the saddle',
  },
];

function specOf(name: string, { depth, scale, training }: SmallScale): ExperimentSpec {
  return experimentSpecSchema.parse({
    version: SPEC_VERSION,
    name,
    seed: 0,
    data: { kind: 'synthetic', samples: 50, features: 5 },
    network: { kind: 'fullyConnected' },
    initialisation: { family: 'gaussianZeroLayer' },
    grid: {
      depths: [depth],
      scales: [scale],
      training: training.map((schedule) => ({ ...schedule, repetitions: REPETITIONS })),
    },
  });
}

export const SMALL_SCALE_PRESETS = SMALL_SCALES.map((preset) => {
  const name = `small-scale-L${preset.depth}`;
  return { name, aliases: [], title: preset.title, spec: specOf(name, preset) };
});
