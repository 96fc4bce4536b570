import { describe, expect, it } from 'vitest';
import {
  bits,
  linspaceFloat32,
  normalFloat32,
  prngKey,
  splitElement,
  uniformFloat32,
} from '@shared/numerics/random/jax';

/*
 * Numbers that JAX itself drew: jax 0.10.2 on a CPU with jax_threefry_partitionable=False, the generator that
 * jax 0.4.27 uses by default. Integers and uniform draws are exact; a normal draw may differ by an ulp of float32,
 * as XLA's log1p may.
 */

/** An ulp of float32 is at most 2^-23 of the number. */
const ULP32 = 2 ** -23;

describe('JAX’s own numbers', () => {
  it('bits of an odd count', () => {
    expect([...bits(prngKey(42), 7)]).toEqual([
      2954079971, 2575172198, 1139032965, 1681094280, 3276725750, 1223413151, 173471767,
    ]);
  });

  it.each([
    [
      42,
      [
        [2765691542, 1385194879],
        [831049250, 3807460095],
        [3616728933, 824333390],
        [1482326074, 1083977345],
        [2713995981, 2812206153],
      ],
    ],
    [
      1701,
      [
        [927208350, 3916705582],
        [1835323421, 676898860],
        [3164047411, 4010691890],
      ],
    ],
  ])('split of PRNGKey(%i)', (seed, keys) => {
    expect(keys.map((_, i) => splitElement(prngKey(seed), i, keys.length))).toEqual(keys);
  });

  it('uniform', () => {
    expect([...uniformFloat32(prngKey(42), 5)]).toEqual([
      0.7298188209533691, 0.8691937923431396, 0.19643795490264893, 0.20818567276000977, 0.1866241693496704,
    ]);
  });

  it('the smallest and the most extreme of 100 000 normal draws', () => {
    const draws = normalFloat32(prngKey(12), 100_000);
    const printed = [
      [32480, 1.5612997231073678e-5],
      [32298, 7.029583503026515e-5],
      [21695, -7.851319969631732e-5],
      [19179, -4.123884201049805],
      [64035, -4.142242908477783],
      [97710, -4.14868688583374],
    ] as const;
    for (const [i, value] of printed) expect(Math.abs(draws[i]! / value - 1)).toBeLessThan(1.5 * ULP32);
  });

  it('linspace, operation by operation', () => {
    // jax.disable_jit(); compiled into one loop, XLA fuses or reorders and the last bit may differ.
    expect(linspaceFloat32(0.25, 0.6, 10)).toEqual([
      0.25, 0.2888889014720917, 0.32777780294418335, 0.36666667461395264, 0.4055555760860443,
      0.444444477558136, 0.4833333492279053, 0.5222222805023193, 0.5611111521720886, 0.6000000238418579,
    ]);
    expect(linspaceFloat32(0, 1.7, 10)).toEqual([
      0, 0.18888889253139496, 0.3777777850627899, 0.5666667222976685, 0.7555555701255798, 0.9444445371627808,
      1.133333444595337, 1.3222222328186035, 1.5111111402511597, 1.7000000476837158,
    ]);
    expect(linspaceFloat32(0.1, 0.36, 9)).toEqual([
      0.10000000149011612, 0.13249999284744263, 0.16500000655651093, 0.19750000536441803, 0.23000000417232513,
      0.26250001788139343, 0.29500001668930054, 0.32749998569488525, 0.36000001430511475,
    ]);
  });
});
