import { describe, expect, it } from 'vitest';
import { estimate } from '@shared/experiment/estimate';
import { layerWidths, plan } from '@shared/experiment/plan';
import { findPreset } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { smallSpec } from '../../builders/small-experiment';

const GRID = {
  depths: [3, 2],
  scales: [0.5, 0.1, 0.2],
  training: [
    { learningRate: 0.1, steps: 10, repetitions: 2 },
    { learningRate: 0.01, steps: 100, repetitions: 5 },
  ],
};

describe('a plan', () => {
  it('has depth outermost, then scale, then learning rate, each in the spec’s order', () => {
    const { cells, runCount, stepCount } = plan(smallSpec({ grid: GRID }));
    expect(cells.map(({ depth, scale, learningRate }) => [depth, scale, learningRate])).toEqual([
      [3, 0.5, 0.1],
      [3, 0.5, 0.01],
      [3, 0.1, 0.1],
      [3, 0.1, 0.01],
      [3, 0.2, 0.1],
      [3, 0.2, 0.01],
      [2, 0.5, 0.1],
      [2, 0.5, 0.01],
      [2, 0.1, 0.1],
      [2, 0.1, 0.01],
      [2, 0.2, 0.1],
      [2, 0.2, 0.01],
    ]);
    cells.forEach(({ index, learningRate, steps, repetitions }, i) => {
      expect(index).toBe(i);
      expect([steps, repetitions]).toEqual(learningRate === 0.1 ? [10, 2] : [100, 5]);
    });
    // Six cells a rate: 6·2 + 6·5 runs, 6·2·10 + 6·5·100 updates.
    expect([runCount, stepCount]).toEqual([42, 3120]);
  });

  it('of the quick preset is figure 3 with 20 repetitions at every rate', () => {
    const { cells, runCount } = plan(findPreset('quick')!.spec);
    expect([cells.length, runCount]).toEqual([50, 1000]);
    expect(cells.map((cell) => ({ ...cell, repetitions: 0 }))).toEqual(
      plan(findPreset('figure-3')!.spec).cells.map((cell) => ({ ...cell, repetitions: 0 })),
    );
  });

  it.each([
    [{ kind: 'residual', projection: 'random' }, 5, 3, [5, 5, 5, 5]],
    [{ kind: 'fullyConnected', hiddenWidths: null }, 5, 3, [5, 5, 5, 1]],
    [{ kind: 'fullyConnected', hiddenWidths: 2 }, 5, 3, [5, 2, 2, 1]],
    [{ kind: 'fullyConnected', hiddenWidths: [7, 4] }, 5, 3, [5, 7, 4, 1]],
    [{ kind: 'fullyConnected', hiddenWidths: 2 }, 5, 1, [5, 1]],
    [{ kind: 'residual', projection: [1] }, 1, 1, [1, 1]],
  ] as const)('%j on %i features at depth %i has widths %j', (network, features, depth, widths) => {
    expect(layerWidths(network as unknown as ExperimentSpec['network'], features, depth)).toEqual(widths);
  });
});

describe('an estimate', () => {
  const of = (change: Record<string, unknown>, processes = 1): ReturnType<typeof estimate> =>
    estimate(smallSpec({ grid: GRID, ...change }), { samples: 20, features: 3 }, processes);
  const larger = (field: 'steps' | 'repetitions'): object => ({
    grid: {
      ...GRID,
      training: GRID.training.map((schedule) => ({ ...schedule, [field]: 2 * schedule[field] })),
    },
  });

  it('counts runs and updates exactly', () => {
    expect(of({})).toMatchObject({ runs: 42, steps: 3120 });
  });

  it('grows with what is asked for', () => {
    const base = of({});
    expect(of({ ...larger('steps') }).seconds).toBeGreaterThan(base.seconds);
    const twice = of({ ...larger('repetitions') });
    // Every run costs the same, so twice the runs is twice the time and twice the disk.
    expect(twice.seconds / base.seconds).toBeCloseTo(2, 12);
    expect(twice.disk).toBe(2 * base.disk);
    const deep = of({ grid: { ...GRID, depths: [30, 2] } });
    expect(deep.seconds).toBeGreaterThan(base.seconds);
    expect(deep.memory).toBeGreaterThan(base.memory);
    const traced = of({ trace: { every: 10, quantities: ['excessRisk'] } });
    expect(traced.seconds).toBeGreaterThan(base.seconds);
    // Eight bytes a recorded number: 6·2 runs of 10/10 + 1 and 6·5 of 100/10 + 1.
    expect(traced.disk - base.disk).toBe(8 * (12 * 2 + 30 * 11));
    const curved = of({ trace: { every: 10, quantities: ['sharpness'] } });
    expect(curved.seconds).toBeGreaterThan(traced.seconds);
  });

  it('divides time by the processes that find work', () => {
    expect(of({}, 1).seconds / of({}, 4).seconds).toBeCloseTo(4, 12);
    expect(of({}, 42).seconds).toBe(of({}, 1000).seconds);
    expect(of({}, 0).seconds).toBe(of({}, 1).seconds);
  });
});
