import { describe, expect, it } from 'vitest';
import {
  AUTHORS_SWEEPS,
  authorsDataSet,
  authorsProjectionDraw,
  authorsRunDraws,
  type AuthorsSweepName,
} from '@shared/network/draws/authors';
import { regressionProblem } from '@shared/network/regression-problem';

/*
 * What the authors' script draws, from JAX itself: its key handling run apart in Python with jax 0.10.2 on a CPU and
 * jax_threefry_partitionable=False (the default of jax 0.4.27), draws in float32, everything after them in float64.
 */

/** A normal draw may differ by an ulp of float32, 2^-23 of the number at most; √2 erf⁻¹ rounds once more. */
const DRAW = 2 ** -22;

function near(values: ArrayLike<number>, reference: readonly number[], relative = DRAW): void {
  reference.forEach((value, i) =>
    expect(Math.abs(values[i]! - value)).toBeLessThanOrEqual(relative * Math.abs(value)),
  );
}

describe('the authors’ data', () => {
  it('linear', () => {
    const data = authorsDataSet({ kind: 'authors', dataSet: 'linear' }, 0);
    const { inputs, targets } = data.train;
    near(inputs, [-0.9543178677558899, 1.4599902629852295]);
    // Targets and w⋆ mix a few hundred draws: ulps of order-one numbers, so absolute.
    const close = (value: number, reference: number): void => {
      expect(Math.abs(value - reference)).toBeLessThan(1e-6);
    };
    close(targets[0]!, 2.7505024199743406);
    close(targets[1]!, 0.5263443094119266);
    near(data.test!.inputs.slice(-2), [0.16233572363853455, 0.508983314037323]);
    close(data.test!.targets[48]!, -1.4002508175761186);
    close(data.test!.targets[49]!, 2.4011210355348505);
    const { wStar } = regressionProblem(data);
    [
      -0.586746418604501, 0.6090589810270298, 0.0629535074401806, 0.2985478008578581, 0.4378148745634661,
    ].forEach((value, i) => close(wStar[i]!, value));
  });

  it('underdetermined', () => {
    const data = authorsDataSet({ kind: 'authors', dataSet: 'underdetermined' }, 0);
    near(data.train.inputs, [0.9402751922607422, -0.8859723210334778]);
    const { wStar } = regressionProblem(data);
    [0.017356551740506147, -0.06804142632904135, -0.24542348209762807].forEach((value, i) =>
      // Fifteen equations in twenty unknowns amplify an ulp of the draws a little.
      expect(Math.abs(wStar[i]! - value)).toBeLessThan(1e-6),
    );
  });
});

describe('the data of figure 7', () => {
  const noiseless = authorsDataSet({ kind: 'authors', dataSet: 'linear-noiseless' }, 0);

  it('are the inputs of figure 1, drawn from the same key', () => {
    const { train, test } = authorsDataSet({ kind: 'authors', dataSet: 'linear' }, 0);
    expect(noiseless.train.inputs).toEqual(train.inputs);
    expect(noiseless.test!.inputs).toEqual(test!.inputs);
  });

  it('have targets without noise: w⋆ is w_true/‖w_true‖ and fits them', () => {
    const { wStar, riskMin } = regressionProblem(noiseless);
    const close = (value: number, reference: number): void => {
      expect(Math.abs(value - reference)).toBeLessThan(1e-6);
    };
    [
      -0.6686792017852112, 0.5345552849785666, 0.08527225368383692, 0.33689244480827407, 0.3825583560506287,
    ].forEach((value, i) => close(wStar[i]!, value));
    close(noiseless.train.targets[0]!, 2.0420510868417514);
    close(noiseless.train.targets[1]!, -0.46203513117203665);
    close(noiseless.test!.targets[48]!, -1.5591121158300743);
    close(noiseless.test!.targets[49]!, 1.8817992097064795);
    // Residuals of a few ulp of order-one targets.
    expect(riskMin).toBeLessThan(1e-29);
  });
});

interface Reference {
  readonly address: { depth: number; rateIndex: number; scaleIndex: number; repetition: number };
  readonly parameters: number;
  /** Draws of the first layer, first three; of the last layer, last three. */
  readonly first: { count: number; values: readonly number[] };
  readonly last: { count: number; values: readonly number[] };
  /** Start vector of the first power iteration, first two; of the last, last two. */
  readonly initialStart: readonly number[];
  readonly finalStart: { updates: number; values: readonly number[] };
}

const REFERENCES: [AuthorsSweepName, Reference][] = [
  [
    'figure-3',
    {
      address: { depth: 10, rateIndex: 3, scaleIndex: 4, repetition: 7 },
      parameters: 230,
      first: { count: 25, values: [0.9170525074005127, 0.2026912122964859, 0.6043946743011475] },
      last: { count: 5, values: [-0.7739592790603638, -0.15897051990032196, -1.1380054950714111] },
      initialStart: [-0.9000406861305237, 0.6228580474853516],
      finalStart: { updates: 3996, values: [-1.2677475214004517, -2.3802194595336914] },
    },
  ],
  [
    'figure-4',
    {
      address: { depth: 10, rateIndex: 1, scaleIndex: 9, repetition: 19 },
      parameters: 250,
      first: { count: 25, values: [-1.9878603219985962, 1.6225851774215698, 0.143173485994339] },
      last: { count: 25, values: [-0.059823065996170044, 0.4769218862056733, -1.616118550300598] },
      initialStart: [-0.6801579594612122, 0.43847379088401794],
      finalStart: { updates: 3996, values: [-0.22906041145324707, 1.771681308746338] },
    },
  ],
  [
    'figure-2',
    {
      address: { depth: 20, rateIndex: 24, scaleIndex: 0, repetition: 49 },
      parameters: 500,
      first: { count: 25, values: [1.8699690103530875, 0.19322426617145538, 0.5001665353775024] },
      last: { count: 25, values: [-1.0605970621109009, -1.2680391073226929, 0.6737993955612187] },
      initialStart: [0.5715890526771545, -0.9960892200469971],
      finalStart: { updates: 996, values: [-2.4151265621185303, 1.34218430519104] },
    },
  ],
  [
    'figure-6',
    {
      address: { depth: 5, rateIndex: 0, scaleIndex: 2, repetition: 42 },
      parameters: 1620,
      first: { count: 400, values: [-0.5800758600234985, -0.304378867149353, -3.015345573425293] },
      last: { count: 20, values: [0.8379431366920471, -0.39560985565185547, -0.3718557059764862] },
      initialStart: [-1.123056173324585, 1.1942124366760254],
      finalStart: { updates: 39996, values: [-1.9314066171646118, -0.13097156584262848] },
    },
  ],
  [
    'figure-7',
    {
      address: { depth: 10, rateIndex: 1, scaleIndex: 6, repetition: 13 },
      parameters: 230,
      first: { count: 25, values: [-0.10306233912706375, 2.149095296859741, -0.9019073843955994] },
      last: { count: 5, values: [-1.0450036525726318, 0.7178913950920105, 1.2453598976135254] },
      initialStart: [0.28533193469047546, -0.3431718349456787],
      finalStart: { updates: 39996, values: [0.13956981897354126, 0.6356522440910339] },
    },
  ],
];

describe('the draws of a run', () => {
  it.each(REFERENCES)('%s', (name, { address, parameters, first, last, initialStart, finalStart }) => {
    const draws = authorsRunDraws(AUTHORS_SWEEPS[name], 0, address);
    near(draws.layer(1, first.count), first.values);
    near(draws.layer(address.depth, last.count).slice(-3), last.values);
    near(draws.powerIterationStart(0, parameters), initialStart);
    near(draws.powerIterationStart(finalStart.updates, parameters).slice(-2), finalStart.values);
  });

  it('have the projections of figures 4 and 2', () => {
    const unit = (name: AuthorsSweepName, depth: number): number[] => {
      const draw = [...authorsProjectionDraw(AUTHORS_SWEEPS[name], depth, 0, 5)];
      return draw.map((entry) => entry / Math.hypot(...draw));
    };
    // The length mixes five draws.
    near(
      unit('figure-4', 10),
      [
        -0.6706750550530489, -0.6670694622692398, -0.2490086927857712, -0.019476181432198324,
        -0.20695084515739107,
      ],
      2 * DRAW,
    );
    near(
      unit('figure-2', 20),
      [
        0.7672165628354253, 0.10770006304743088, -0.006561178867136437, 0.11349754760984576,
        -0.6219764462976066,
      ],
      2 * DRAW,
    );
    expect(unit('figure-4-trajectories', 10)).toEqual(unit('figure-4', 10));
  });
});
