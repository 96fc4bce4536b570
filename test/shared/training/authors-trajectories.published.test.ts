import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import { simulateRun } from '@shared/training/simulate-run';

/*
 * Figures 1c, 1d, 4c and 4d, trained apart in Python: jax 0.10.2 draws as the authors' script does
 * (jax_threefry_partitionable=False), then float64 throughout, gradients and Hessian-vector products by automatic
 * differentiation of the mean squared error over the data. Rows: updates, ‖w_prod - w⋆‖² (a sum), training risk,
 * sharpness as published (norm before the last of 20 iterations).
 */
type Row = readonly [updates: number, squaredDistance: number, risk: number, published: number];

const RUNS: [string, number, readonly Row[]][] = [
  [
    'figure-1-trajectories',
    0.02,
    [
      [0, 1.0331391854861856, 1.3350315405920248, 2.6993277124450192],
      [5, 1.023150039650899, 1.32395772310505, 2.3383496031742808],
      [50, 0.9817777819152798, 1.2777798434282905, 1.6513676770366594],
      [100, 0.5543666401004685, 0.8675750982673063, 7.952173634015636],
      [200, 3.051963907849086e-5, 0.3682482042869981, 24.866997228499102],
      [450, 1.5229198945450062e-13, 0.36822258518204865, 24.869318669084656],
    ],
  ],
  [
    'figure-1-trajectories',
    0.1,
    [
      [5, 1.0028252524730954, 1.301021979799312, 1.7115307851291812],
      [50, 0.10199508473441528, 0.46398498446207087, 7.51758695801335],
      [200, 0.036510752790495385, 0.402472093149852, 11.773534929821675],
      [450, 0.016948635935238324, 0.384114879902139, 14.063038019796958],
    ],
  ],
  [
    'figure-4-trajectories',
    0.02,
    [
      [0, 2.034849113282526, 2.0615680192894272, 40.58661390879704],
      [5, 0.3270375772499506, 0.6287389641695096, 32.41691156768493],
      [50, 0.0002105455712994355, 0.3683752977701644, 30.611056509017434],
      [100, 1.0385590972121187e-7, 0.368222660562652, 30.468034377913742],
      [400, 1.615878527093218e-27, 0.3682225851819563, 30.47013195004162],
    ],
  ],
  [
    'figure-4-trajectories',
    0.1,
    [
      [5, 0.06689470862364497, 0.43910370949659, 40.58573272589051],
      [50, 0.01947792650709459, 0.38648745475426377, 17.06647632856419],
      [200, 0.004237116201541082, 0.3722109349622019, 17.280075847858857],
      [400, 0.0017715920743057623, 0.3699124909525688, 18.59601447419627],
    ],
  ],
];

/**
 * A few of the hundreds of draws differ by an ulp of float32, 6·10⁻⁸ of them; leaving the saddle amplifies that by
 * tens, and a wrong draw would change every number in its first digits.
 */
const TOLERANCE = 3e-6;

describe('the authors’ single runs, retrained', () => {
  it.each(RUNS)('%s at learning rate %d', (name, learningRate, rows) => {
    const { spec } = findPreset(name)!;
    const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);
    const cell = plan(spec).cells.find((candidate) => candidate.learningRate === learningRate)!;
    const run = simulateRun(prepared.task(cell, 0));
    let step = run.next();
    while (!step.done) step = run.next();
    const { traces } = step.value;
    const at = (quantity: string, updates: number): number => {
      const { every, values } = traces.find((trace) => trace.quantity === quantity)!;
      return values[updates / every]!;
    };
    for (const [updates, squaredDistance, risk, published] of rows) {
      // Below 10⁻²⁴ the distance is rounding errors of w_prod.
      expect(Math.abs(at('squaredDistance', updates) - squaredDistance)).toBeLessThan(
        TOLERANCE * squaredDistance + 1e-24,
      );
      const ownRisk = prepared.problem.riskMin + at('excessRisk', updates);
      expect(Math.abs(ownRisk / risk - 1)).toBeLessThan(TOLERANCE);
      expect(Math.abs(at('sharpnessAsPublished', updates) / published - 1)).toBeLessThan(TOLERANCE);
    }
  });
});
