import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { hessian } from '@shared/curvature/hessian';
import { powerIteration } from '@shared/curvature/power-iteration';
import { sharpness } from '@shared/curvature/sharpness';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan } from '@shared/experiment/plan';
import { prepareExperiment } from '@shared/experiment/prepare';
import { findPreset } from '@shared/experiment/presets';
import { makeScalarTrainer } from '@shared/training/make-scalar-trainer';

/*
 * The beginning of three runs of figure 7, trained apart in Python: jax 0.10.2 draws as the authors' script does
 * (jax_threefry_partitionable=False), then float64 throughout, jax.nn.gelu, gradients and Hessian by automatic
 * differentiation of the mean squared error. Rows: updates, training risk, sharpness as published (norm before the last
 * of 20 iterations), largest eigenvalue of the dense Hessian.
 */
type Row = readonly [updates: number, risk: number, published: number, largest: number];

const RUNS: [
  rate: number,
  scale: number,
  repetition: number,
  initialTestRisk: number,
  rows: readonly Row[],
][] = [
  [
    0.02,
    0.42800000309944153,
    0,
    0.9130322243226178,
    [
      [0, 0.9658922077477593, 0.11094690633230823, 0.024826203564593006],
      [1, 0.965888994768018, 0.11118973264189368, 0.024855444551286434],
      [6, 0.9658727237277995, 0.11241951385321819, 0.025003553814687284],
      [101, 0.9654799680276881, 0.14200013529869887, 0.02859171295273053],
      [1001, 0.29632445698744786, 17.753948754517758, 17.75394875451769],
      [3001, 0.25891044583544004, 25.325703984604456, 25.32570398460449],
    ],
  ],
  [
    0.07,
    0.6222857236862183,
    7,
    0.9163976232941425,
    [
      [0, 0.982120568177485, 0.838471659360814, 0.24752668691835822],
      [1, 0.98156529160356, 0.8272726108934049, 0.24831913438949244],
      [6, 0.978972152616856, 0.7515543760506832, 0.2541205830334067],
      [101, 0.945780786172447, 0.8574919581462469, 0.8574919581462466],
      [1001, 0.0011509326666926509, 13.659515227710514, 13.67243622704976],
    ],
  ],
  [
    0.005,
    0.699999988079071,
    19,
    0.8310287533548689,
    [
      [0, 1.006443131716908, 20.49672987498719, 20.496729874987032],
      [1, 0.9979494794644544, 22.591202178272503, 22.59120217827236],
      [6, 0.9758441225240873, 33.32441617509368, 33.324416182039876],
      [101, 0.967377578651012, 41.874969521942255, 41.874969521942276],
      [1001, 0.9332702332632848, 108.76273597294244, 108.76273597294244],
    ],
  ],
];

/** As in authors-trajectories: draws that differ by an ulp of float32, amplified by tens. */
const TOLERANCE = 3e-6;

describe('runs of figure 7, retrained', () => {
  const { spec } = findPreset('figure-7')!;
  const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);

  it.each(RUNS)(
    'at learning rate %d and scale %d, repetition %d',
    (rate, scale, repetition, testRisk, rows) => {
      const cell = plan(spec).cells.find((one) => one.learningRate === rate && one.scale === scale)!;
      const { model, draws, initialise } = prepared.task(cell, repetition);
      const trainer = makeScalarTrainer(model);
      initialise(trainer.weights);
      let updates = 0;
      for (const [until, risk, published, largest] of rows) {
        for (; updates < until; updates += 1) trainer.step(rate);
        const near = (value: number, reference: number): void =>
          expect(Math.abs(value / reference - 1)).toBeLessThan(TOLERANCE);
        near(trainer.observe().risk, risk);
        const start = draws.powerIterationStart(updates, model.shape.parameterCount);
        near(powerIteration(hessian(model, trainer.weights), start).value, published);
        const exact = sharpness(model, trainer.weights, () => start);
        expect(exact.method).toBe('lanczos');
        near(exact.value, largest);
        if (updates === 0) near(trainer.testRisk()!, testRisk);
      }
    },
  );
});
