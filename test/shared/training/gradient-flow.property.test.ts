import { describe, expect, it } from 'vitest';
import { linearModel, type LinearModel } from '@shared/network/model';
import { norm } from '@shared/numerics/dense';
import { imbalance } from '@shared/theory/imbalance';
import {
  FLOW_DEFAULTS,
  gradientFlow,
  type FlowOptions,
  type FlowResult,
} from '@shared/training/gradient-flow';
import { finish } from '../../builders/finish';
import { randomNetwork, randomProblem } from '../../builders/networks';
import { scalarChain, zeroLayerStart } from '../../builders/small-weights';

function flow(
  { model, initial }: { model: LinearModel; initial: Float64Array },
  change: Partial<FlowOptions> = {},
): FlowResult {
  return finish(gradientFlow(model, initial, { ...FLOW_DEFAULTS, ...change }));
}

function untilOnly(change: Partial<FlowOptions['until']>): Partial<FlowOptions> {
  return { until: { excessRisk: 0, gradientNorm: 0, time: Infinity, steps: 100_000, ...change } };
}

/** Largest ‖imbalance_k(t) - imbalance_k(0)‖_F over moments and layers, as a share of the largest ‖W_k‖_F² on the way. */
function drift({ trajectory: { model, moments } }: FlowResult): number {
  const { shape } = model;
  let [largest, size] = [0, 0];
  for (const { weights } of moments) {
    for (let k = 1; k <= shape.depth; k += 1) {
      const layer = weights.subarray(shape.offsets[k - 1], shape.offsets[k]);
      size = Math.max(size, norm(layer) ** 2);
      if (k === shape.depth) continue;
      const before = imbalance(shape, moments[0]!.weights, k);
      const change = imbalance(shape, weights, k).map((value, i) => value - before[i]!);
      largest = Math.max(largest, norm(change));
    }
  }
  return largest / size;
}

const TIGHT = { relativeTolerance: 1e-13, absoluteTolerance: 1e-13 };

describe('what the flow conserves (Lemma 1)', () => {
  // Some hundred to two thousand steps, each with errors of at most 2e-13 of an entry.
  it.each([
    ['small weights, L = 2', () => zeroLayerStart([5, 5, 1], 1, 1e-3)],
    ['small weights, L = 4', () => zeroLayerStart([5, 5, 5, 5, 1], 2, 3e-4)],
    ['small weights, L = 10', () => zeroLayerStart([4, ...Array.from({ length: 9 }, () => 4), 1], 3, 1e-4)],
    ['unequal widths', () => zeroLayerStart([3, 6, 2, 4, 1], 4, 0.05)],
  ] as const)('stays to 1e-10 of the largest squared layer norm: %s', (_, start) => {
    const result = flow(start(), TIGHT);
    expect(result.ended).toBe('excessRisk');
    expect(drift(result)).toBeLessThan(1e-10);
  });

  it.each([1, 2, 3])('stays also from large weights and with a projection, seed %i', (seed) => {
    const { network, weights } = randomNetwork([3, 3, 3, 3], seed, 0.9);
    const { problem } = randomProblem(12, 3, seed);
    const result = flow({ model: linearModel(network, problem), initial: weights }, TIGHT);
    expect(drift(result)).toBeLessThan(1e-10);
  });

  it('drifts in proportion to the tolerance', () => {
    const at = (tolerance: number): number =>
      drift(
        flow(zeroLayerStart([5, 5, 5, 1], 5, 1e-3), {
          relativeTolerance: tolerance,
          absoluteTolerance: tolerance,
        }),
      );
    const [loose, tight] = [at(1e-6), at(1e-9)];
    expect(loose).toBeGreaterThan(30 * tight);
    expect(loose).toBeLessThan(1e-3);
  });
});

describe('the coordinates', () => {
  it.each([
    [3, 1e-3],
    [4, 5e-4],
    [8, 1e-3],
  ])(
    'see the same flow, L = %i from %d: escape, length, weights at the end of the descent',
    (depth, scale) => {
      const start = (): ReturnType<typeof zeroLayerStart> =>
        zeroLayerStart([...Array.from({ length: depth }, () => 3), 1], depth, scale);
      const flows = (['time', 'arcLength', 'auto'] as const).map((coordinate) =>
        flow(start(), { ...TIGHT, coordinate, ...untilOnly({ excessRisk: 1e-16 }) }),
      );
      const [inTime, ...others] = flows as [FlowResult, ...FlowResult[]];
      expect(inTime.switchedAt).toBeNull();
      expect(flows[2]!.switchedAt).not.toBeNull();
      for (const other of others) {
        expect(other.escape!.time / inTime.escape!.time).toBeCloseTo(1, 8);
        expect(other.escape!.arcLength / inTime.escape!.arcLength).toBeCloseTo(1, 8);
        // The excess risk there is 1e-16, so the ends are about 1e-8 apart.
        const [a, b] = [inTime, other].map(({ trajectory }) => trajectory.moments.at(-1)!.weights);
        a!.forEach((value, i) => expect(Math.abs(value - b![i]!)).toBeLessThan(1e-7));
      }
    },
  );
});

describe('the moments', () => {
  const { trajectory, steps } = flow(zeroLayerStart([5, 5, 5, 5, 1], 6, 4e-4), { moments: 60 });
  const { moments } = trajectory;

  it('are the start, t = 1, the end and about as many between as were asked for, ascending', () => {
    expect(moments[0]).toMatchObject({ time: 0, descent: 0, arcLength: 0, step: null });
    expect(moments.some(({ time }) => time === 1)).toBe(true);
    expect(moments.length).toBeGreaterThan(30);
    expect(moments.length).toBeLessThanOrEqual(63);
    expect(steps).toBeGreaterThan(200);
    for (let i = 1; i < moments.length; i += 1) {
      expect(moments[i]!.time).toBeGreaterThan(moments[i - 1]!.time);
      expect(moments[i]!.descent).toBeGreaterThanOrEqual(moments[i - 1]!.descent);
      expect(moments[i]!.arcLength).toBeGreaterThan(moments[i - 1]!.arcLength);
    }
  });

  it('see every decade of the plateau and the whole escape', () => {
    const decades = new Set(moments.slice(1).map(({ time }) => Math.floor(Math.log10(time))));
    // The first step covers a thousandth of the weights' size, and hundreds of units of time.
    for (const decade of [0, 3, 4, 5]) expect(decades).toContain(decade);
    expect(moments.filter(({ sinceSwitch }) => sinceSwitch !== null).length).toBeGreaterThan(10);
  });

  it('have t = 1 among them also where the first step passes it, and the end soon after', () => {
    const { trajectory: short } = flow(zeroLayerStart([5, 5, 5, 5, 1], 6, 4e-4), untilOnly({ time: 1.5 }));
    expect(short.moments.map(({ time }) => time)).toEqual([0, 1, 1.5]);
  });

  it('are told apart after an escape of 1e30, by their time since the change of the coordinate', () => {
    const deep = flow(zeroLayerStart([3, ...Array.from({ length: 9 }, () => 3), 1], 7, 1e-4));
    expect(deep.escape!.time).toBeGreaterThan(1e25);
    expect(deep.trajectory.moments.some(({ time }) => time === 1)).toBe(true);
    const late = deep.trajectory.moments.flatMap(({ sinceSwitch }) => sinceSwitch ?? []);
    expect(late.length).toBeGreaterThan(30);
    for (let i = 1; i < late.length; i += 1) expect(late[i]).toBeGreaterThan(late[i - 1]!);
  });

  it('and everything else are the same bits again', () => {
    const again = flow(zeroLayerStart([5, 5, 5, 5, 1], 6, 4e-4), { moments: 60 });
    expect(again.trajectory.moments).toEqual(moments);
  });
});

describe('the end', () => {
  const start = (): ReturnType<typeof zeroLayerStart> => zeroLayerStart([4, 4, 1], 8, 0.1);

  it('is where the excess risk has fallen', () => {
    expect(flow(start(), untilOnly({ excessRisk: 1e-6 })).ended).toBe('excessRisk');
  });

  it('is where the gradient is small, also on a plateau', () => {
    expect(flow(start(), untilOnly({ gradientNorm: 1e-8 })).ended).toBe('gradientNorm');
    const plateau = flow(scalarChain(10, 1e-3), untilOnly({ gradientNorm: 1e-8 }));
    expect(plateau.ended).toBe('gradientNorm');
    expect(plateau.steps).toBe(0);
  });

  it('is a saddle for weights that are all zero, and an end of zero steps', () => {
    const still = flow(scalarChain(3, 0));
    expect(still).toMatchObject({ ended: 'gradientNorm', steps: 0, escape: null });
    expect(still.trajectory.moments).toHaveLength(1);
  });

  it('is at the time that was asked for, exactly, in either coordinate', () => {
    for (const coordinate of ['time', 'arcLength'] as const) {
      const { ended, trajectory } = flow(start(), { coordinate, ...untilOnly({ time: 2.5 }) });
      expect(ended).toBe('time');
      expect(trajectory.moments.at(-1)!.time).toBe(2.5);
    }
  });

  it('is after so many steps', () => {
    const { ended, steps, rejected } = flow(start(), untilOnly({ steps: 17 }));
    expect(ended).toBe('steps');
    expect(steps + rejected).toBeGreaterThanOrEqual(17);
    expect(steps + rejected).toBeLessThan(25);
  });

  it('is soon after where many steps along a flat valley are asked for: they stay stable', () => {
    const { problem } = randomProblem(40, 4, 9, true);
    const { network, weights } = randomNetwork([4, 4, 1], 9, 0.3);
    const { ended, steps, rejected } = flow(
      { model: linearModel(network, problem), initial: weights },
      { relativeTolerance: 1e-6, absoluteTolerance: 1e-6, ...untilOnly({ time: 500, steps: 20_000 }) },
    );
    expect(ended).toBe('time');
    expect(rejected).toBeLessThan(0.1 * steps);
  });

  it('is refused a beginning that is not finite', () => {
    const { model } = scalarChain(2, 1);
    expect(() => flow({ model, initial: Float64Array.of(1, NaN) })).toThrow(RangeError);
  });
});
