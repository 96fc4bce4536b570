import { describe, expect, it } from 'vitest';
import { normalFloat32, prngKey } from '@shared/numerics/random/jax';
import { threefry2x32, type Key } from '@shared/numerics/random/threefry';
import {
  AUTHORS_SWEEPS,
  authorsProjectionDraw,
  authorsRunDraws,
  authorsSweep,
} from '@shared/network/draws/authors';

/* The script's key handling written out once more, with whole splits and a mutable key. */

function naiveSplit([k0, k1]: Key, n = 2): Key[] {
  const pairs = Array.from({ length: n }, (_, i) => threefry2x32(k0, k1, i, i + n));
  const words = [...pairs.map(([word]) => word), ...pairs.map(([, word]) => word)];
  return Array.from({ length: n }, (_, i) => [words[2 * i]!, words[2 * i + 1]!]);
}

/** The keys that the linear script takes, in its order. */
function takenKeys(count: number): Key[] {
  let key = prngKey(0);
  return Array.from({ length: count }, () => {
    const [next, subkey] = naiveSplit(key);
    key = next!;
    return subkey!;
  });
}

describe('the authors’ key chain', () => {
  it('gives the weights and power-iteration starts of a sweep', () => {
    const sweep = authorsSweep('figure-3');
    const [rate, repetition, scale, steps] = [3, 7, 4, 4000];
    const main = naiveSplit(takenKeys(3)[2]!, 5);
    const repetitions = naiveSplit(main[rate]!, 20);
    const cells = naiveSplit(repetitions[repetition]!, 10);
    const keys = naiveSplit(cells[scale]!, steps + 2);
    const draws = authorsRunDraws(sweep, 0, { depth: 10, rateIndex: rate, scaleIndex: scale, repetition });
    const layers = naiveSplit(keys.at(-1)!, 10);
    expect(draws.layer(1, 25)).toEqual(normalFloat32(layers[0]!, 25));
    expect(draws.layer(10, 5)).toEqual(normalFloat32(layers[9]!, 5));
    expect(draws.powerIterationStart(0, 230)).toEqual(normalFloat32(keys.at(-2)!, 230));
    // After step s = 3995, the last multiple of five, 3996 updates are done.
    expect(draws.powerIterationStart(3996, 230)).toEqual(normalFloat32(keys[3995]!, 230));
  });

  it('gives a trajectory its own, shorter chain: one key for both rates', () => {
    const sweep = authorsSweep('figure-1-trajectories');
    const keys = naiveSplit(takenKeys(4)[3]!, 451);
    for (const rateIndex of [0, 1]) {
      const draws = authorsRunDraws(sweep, 0, { depth: 10, rateIndex, scaleIndex: 0, repetition: 0 });
      expect(draws.layer(2, 25)).toEqual(normalFloat32(naiveSplit(keys.at(-1)!, 10)[1]!, 25));
      expect(draws.powerIterationStart(0, 230)).toEqual(normalFloat32(keys.at(-1)!, 230));
      expect(draws.powerIterationStart(5, 230)).toEqual(normalFloat32(keys[4]!, 230));
    }
  });

  it('takes projections and sweeps of figure 2 depth by depth, and figure 6 last', () => {
    const keys = takenKeys(23);
    // Eight keys come before figure 2; each depth takes a spare one, its projection's and its sweep's.
    [5, 10, 20, 40].forEach((depth, i) => {
      const sweep = authorsSweep('figure-2');
      expect(authorsProjectionDraw(sweep, depth, 0, 5)).toEqual(normalFloat32(keys[9 + 3 * i]!, 5));
      const run = naiveSplit(
        naiveSplit(naiveSplit(naiveSplit(keys[10 + 3 * i]!, 25)[2]!, 50)[1]!, 1)[0]!,
        1002,
      );
      const draws = authorsRunDraws(sweep, 0, { depth, rateIndex: 2, scaleIndex: 0, repetition: 1 });
      expect(draws.layer(depth, 25)).toEqual(normalFloat32(naiveSplit(run.at(-1)!, depth)[depth - 1]!, 25));
    });
    const sixth = authorsRunDraws(authorsSweep('figure-6'), 0, {
      depth: 5,
      rateIndex: 2,
      scaleIndex: 8,
      repetition: 19,
    });
    const run = naiveSplit(naiveSplit(naiveSplit(naiveSplit(keys[22]!, 3)[2]!, 20)[19]!, 9)[8]!, 4002);
    expect(sixth.layer(1, 400)).toEqual(normalFloat32(naiveSplit(run.at(-1)!, 5)[0]!, 400));
  });

  it('has the grids of the paper', () => {
    expect(AUTHORS_SWEEPS['figure-3'].training.map(({ steps, repetitions }) => [steps, repetitions])).toEqual(
      [
        [40000, 20],
        [10000, 20],
        [4000, 20],
        [4000, 20],
        [2000, 80],
      ],
    );
    const rates = AUTHORS_SWEEPS['figure-2'].training.map(({ learningRate }) => learningRate);
    expect(rates).toHaveLength(25);
    expect([rates[0], rates[24]]).toEqual([Math.fround(0.01), Math.fround(10 ** Math.fround(-0.3))]);
  });
});
