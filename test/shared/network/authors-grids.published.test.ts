import { describe, expect, it } from 'vitest';
import { AUTHORS_SWEEPS, type AuthorsSweepName } from '@shared/network/draws/authors';

/* The grids of the authors' script; scales and rates as jax 0.10.2 computes them on a CPU. */

describe('the grids of the sweeps', () => {
  it('scales are jnp.linspace, operation by operation', () => {
    // Computed with jax.disable_jit(); a compiled linspace may differ in its last bit.
    expect(AUTHORS_SWEEPS['figure-3'].scales).toEqual([
      0.25, 0.2888889014720917, 0.32777780294418335, 0.36666667461395264, 0.4055555760860443,
      0.444444477558136, 0.4833333492279053, 0.5222222805023193, 0.5611111521720886, 0.6000000238418579,
    ]);
    expect(AUTHORS_SWEEPS['figure-4'].scales).toEqual([
      0, 0.18888889253139496, 0.3777777850627899, 0.5666667222976685, 0.7555555701255798, 0.9444445371627808,
      1.133333444595337, 1.3222222328186035, 1.5111111402511597, 1.7000000476837158,
    ]);
    expect(AUTHORS_SWEEPS['figure-6'].scales).toEqual([
      0.10000000149011612, 0.13249999284744263, 0.16500000655651093, 0.19750000536441803, 0.23000000417232513,
      0.26250001788139343, 0.29500001668930054, 0.32749998569488525, 0.36000001430511475,
    ]);
    expect(AUTHORS_SWEEPS['figure-1-trajectories'].scales).toEqual([0.35]);
    expect(AUTHORS_SWEEPS['figure-4-trajectories'].scales).toEqual([0.5]);
    expect(AUTHORS_SWEEPS['figure-2'].scales).toEqual([0.25]);
  });

  it('scales of figure 7 are that to an ulp: jax fuses a product and a sum of one of them', () => {
    const printed = [
      0.42800000309944153, 0.4668571352958679, 0.5057142972946167, 0.5445713996887207, 0.5834285616874695,
      0.6222857236862183, 0.6611428260803223, 0.699999988079071,
    ];
    const { scales } = AUTHORS_SWEEPS['figure-7'];
    expect(scales).toHaveLength(8);
    // The spacing of float32 between a quarter and a half is 2^-25, between a half and one 2^-24.
    printed.forEach((value, i) => expect(Math.abs(scales[i]! - value)).toBeLessThanOrEqual(2 ** -24));
    scales.forEach((scale) => expect(Math.fround(scale)).toBe(scale));
  });

  it('rates of figure 2 are jnp.logspace(-2, -0.3, 25), to the ulp that its exponents may differ by', () => {
    const printed = [
      0.009999999776482582, 0.011771541088819504, 0.013856918551027775, 0.016311727464199066,
      0.019201423972845078, 0.02260303497314453, 0.026607247069478035, 0.03132084012031555,
      0.03686945512890816, 0.04340103268623352, 0.051089704036712646, 0.0601404532790184, 0.07079458236694336,
      0.08333613723516464, 0.0980994701385498, 0.11547819525003433, 0.13593563437461853, 0.1600172221660614,
      0.1883648931980133, 0.22173453867435455, 0.26101577281951904, 0.30725571513175964, 0.3616873621940613,
      0.4257618188858032, 0.5011872053146362,
    ];
    const rates = AUTHORS_SWEEPS['figure-2'].training.map(({ learningRate }) => learningRate);
    expect(rates).toHaveLength(25);
    // An ulp of float32 in an exponent below 2 is 2^-23, which 10^x turns into 2^-23 ln 10; one more for rounding.
    printed.forEach((value, i) =>
      expect(Math.abs(rates[i]! / value - 1)).toBeLessThan(2 ** -23 * (Math.LN10 + 1)),
    );
    rates.forEach((rate) => expect(Math.fround(rate)).toBe(rate));
  });

  it('steps and repetitions are the script’s', () => {
    const of = (name: AuthorsSweepName): number[][] =>
      AUTHORS_SWEEPS[name].training.map(({ learningRate, steps, repetitions }) => [
        learningRate,
        steps,
        repetitions,
      ]);
    expect(of('figure-3')).toEqual([
      [0.005, 40_000, 20],
      [0.02, 10_000, 20],
      [0.07, 4_000, 20],
      [0.1, 4_000, 20],
      [0.2, 2_000, 80],
    ]);
    expect(of('figure-4')).toEqual([0.005, 0.02, 0.07, 0.1, 0.2].map((rate) => [rate, 4_000, 20]));
    expect(of('figure-6')).toEqual([
      [0.001, 40_000, 100],
      [0.004, 10_000, 20],
      [0.01, 4_000, 20],
    ]);
    expect(of('figure-7')).toEqual([
      [0.005, 160_000, 20],
      [0.02, 40_000, 20],
      [0.07, 16_000, 20],
    ]);
    expect(of('figure-1-trajectories')).toEqual([
      [0.02, 450, 1],
      [0.1, 450, 1],
    ]);
    expect(of('figure-4-trajectories')).toEqual([
      [0.02, 400, 1],
      [0.1, 400, 1],
    ]);
    for (const [, steps, repetitions] of of('figure-2')) expect([steps, repetitions]).toEqual([1_000, 50]);
  });
});
