import { describe, expect, it } from 'vitest';
import { INITIALISATIONS } from '@shared/catalogue';
import { drawnDataSet } from '@shared/experiment/load-data';
import { plan, type Cell } from '@shared/experiment/plan';
import { prepareExperiment, type PreparedExperiment } from '@shared/experiment/prepare';
import { PRESETS } from '@shared/experiment/presets';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { checkSize } from '@shared/experiment/validate';
import { smallSpec } from '../../builders/small-experiment';

const prepare = (spec: ExperimentSpec): PreparedExperiment =>
  prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS);

function weights(prepared: PreparedExperiment, cell: Cell, repetition: number): number[] {
  const out = new Float64Array(prepared.model(cell.depth).shape.parameterCount).fill(NaN);
  prepared.task(cell, repetition).initialise(out);
  return [...out];
}

describe('a prepared experiment', () => {
  it('pairs runs that differ in learning rate or scale, and tells repetitions apart', () => {
    const spec = smallSpec();
    const prepared = prepare(spec);
    const [first, second, third] = plan(spec).cells;
    expect(weights(prepared, first!, 0)).toEqual(weights(prepared, second!, 0));
    expect(weights(prepared, first!, 0)).not.toEqual(weights(prepared, first!, 1));
    // The same normal draws, times another scale: 1.5/0.3 to two roundings.
    const [small, large] = [weights(prepared, first!, 2), weights(prepared, third!, 2)];
    small.forEach((value, i) => expect(Math.abs(large[i]! / value / 5 - 1)).toBeLessThan(4 * Number.EPSILON));
  });

  it('gives a cell the same draws in a larger grid', () => {
    const spec = smallSpec();
    const wide = smallSpec({
      grid: {
        depths: [5, 3],
        scales: [9, 0.3, 0.4],
        training: [{ learningRate: 1, steps: 9, repetitions: 50 }, ...spec.grid.training],
      },
    });
    const cell = (of: ExperimentSpec): Cell =>
      plan(of).cells.find((c) => c.depth === 3 && c.scale === 0.3 && c.learningRate === 0.01)!;
    const [here, there] = [prepare(spec), prepare(wide)];
    expect(weights(there, cell(wide), 1)).toEqual(weights(here, cell(spec), 1));
    const start = (prepared: PreparedExperiment, c: Cell): Float64Array =>
      prepared.task(c, 1).draws.powerIterationStart(7, 21);
    expect(start(there, cell(wide))).toEqual(start(here, cell(spec)));
  });

  it('takes the normal draws of the authors’ scheme from whom it is told to', () => {
    const { spec } = PRESETS.find(({ name }) => name === 'figure-2')!;
    const ones = (_key: unknown, count: number): Float64Array => new Float64Array(count).fill(1);
    const prepared = prepareExperiment(spec, drawnDataSet(spec)!, INITIALISATIONS, ones);
    const [cell] = plan(spec).cells;
    const { draws, model } = prepared.task(cell!, 0);
    expect(draws.layer(2, 3)).toEqual(Float64Array.of(1, 1, 1));
    expect(draws.powerIterationStart(0, 2)).toEqual(Float64Array.of(1, 1));
    expect(model.network.projection).toEqual(new Float64Array(5).fill(1 / Math.sqrt(5)));
  });

  it('hands on the cell, the trace and the phase of the published sharpness', () => {
    const trace = { every: 7, quantities: ['excessRisk'] };
    const spec = smallSpec({ trace });
    const [cell] = plan(spec).cells;
    expect(prepare(spec).task(cell!, 0)).toMatchObject({
      learningRate: 0.01,
      steps: 200,
      trace,
      publishedPhase: 1,
    });
    for (const { name, spec: preset } of PRESETS) {
      const { publishedPhase } = prepare(preset).task(plan(preset).cells[0]!, 0);
      expect(publishedPhase).toBe(name.endsWith('trajectories') ? 0 : 1);
    }
  });

  it('has p = 1, a random unit vector or the given one, and its norm in the theory', () => {
    const connected = prepare(smallSpec());
    expect([...connected.model(3).network.projection]).toEqual([1]);
    expect(connected.theory(3)).toMatchObject({ depth: 3, projectionNorm: 1, problem: connected.problem });
    const residual = (projection: 'random' | number[], seed = 7): PreparedExperiment =>
      prepare(
        smallSpec({
          seed,
          network: { kind: 'residual', projection },
          initialisation: { family: 'residual' },
        }),
      );
    const random = residual('random');
    expect(Math.abs(random.theory(3).projectionNorm - 1)).toBeLessThan(4 * Number.EPSILON);
    expect(random.model(5).network.projection).toEqual(random.model(3).network.projection);
    expect(residual('random', 8).model(3).network.projection).not.toEqual(random.model(3).network.projection);
    const given = residual([3, 0, -4]);
    expect([...given.model(3).network.projection]).toEqual([3, 0, -4]);
    expect(given.theory(2).projectionNorm).toBe(5);
  });

  it.each(INITIALISATIONS.map((family) => [family.id, family] as const))(
    '%s: repetitions differ exactly if the family says that it is random, and every weight is written',
    (id, { random, scale }) => {
      const spec = smallSpec({
        network: { kind: 'residual', projection: [1, 2, 3] },
        initialisation: { family: id },
        grid: {
          depths: [2],
          scales: [scale === null ? 0 : scale.default],
          training: [{ learningRate: 0.1, steps: 1, repetitions: 1 }],
        },
      });
      const prepared = prepare(spec);
      const [cell] = plan(spec).cells;
      const [first, second] = [weights(prepared, cell!, 0), weights(prepared, cell!, 1)];
      expect(first.every(Number.isFinite)).toBe(true);
      expect(first.join() !== second.join()).toBe(random);
      if (scale !== null) {
        expect(scale.default).toBeGreaterThanOrEqual(scale.min);
        expect(scale.default).toBeLessThanOrEqual(scale.max);
      }
    },
  );

  it('fills in parameters that the spec leaves out', () => {
    const start = (parameters: object): number[] => {
      const spec = smallSpec({ initialisation: { family: 'gaussianZeroLayer', parameters } });
      return weights(prepare(spec), plan(spec).cells[0]!, 0);
    };
    // Layers of 9, 9 and 3 parameters; the first is zero unless another is named.
    expect(start({}).slice(0, 9)).toEqual(new Array<number>(9).fill(0));
    expect(
      start({})
        .slice(9)
        .every((value) => value !== 0),
    ).toBe(true);
    expect(start({ zeroLayer: 3 }).slice(18)).toEqual([0, 0, 0]);
    expect(start({ zeroLayer: 3 })[0]).not.toBe(0);
  });
});

describe('checks that wait for the size of the data', () => {
  it('holds imported data to shapes and sizes', () => {
    const imported = (change: Record<string, unknown>): ExperimentSpec =>
      smallSpec({ data: { kind: 'imported', file: 'a.csv', target: 'y' }, ...change });
    const messages = (spec: ExperimentSpec, features: number, samples = 10): string =>
      checkSize(spec, { samples, features }, INITIALISATIONS)
        .map(({ message }) => message)
        .join('\n');
    expect(messages(imported({}), 4)).toBe('');
    const projected = imported({
      network: { kind: 'residual', projection: [1, 2, 3] },
      initialisation: { family: 'residual' },
    });
    expect(messages(projected, 3)).toBe('');
    expect(messages(projected, 4)).toMatch(/network\.projection has 3 entries.* 4/);
    const deep = imported({ grid: { ...smallSpec().grid, depths: [256] } });
    expect(messages(deep, 256)).toMatch(/grid\.depths has 256: with 256 features.*at most 4194304/);
    // 50 · (4 + 4 + 4 + 1) = 650 activations a thousand-fold.
    const bent = imported({ network: { kind: 'fullyConnected', activation: 'gelu' } });
    expect(messages(bent, 4, 50_000)).toBe('');
    expect(messages(bent, 4, 100_000)).toMatch(
      /grid\.depths has 3: 100000 samples through layers of 4, 4, 4, 1 units make 1300000 activations; at most 1000000/,
    );
    expect(messages(imported({}), 4, 100_000)).toBe('');
    // Residual networks are the only ones whose layers are square.
    expect(messages(imported({ initialisation: { family: 'residual' } }), 4)).toMatch(
      /cannot start this network/,
    );
  });
});
