import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentSpec } from '@shared/experiment/spec';
import { figureSchema } from '@shared/contract/sheet-schemas';
import type { ExperimentId } from '@shared/contract/ids';
import { DEFAULT_SCATTER, figureId, figureTitle } from '@shared/figures/default-figures';
import type { FigureData } from '@shared/figures/figure-data';
import { figureOf } from '@shared/figures/figure-of';
import { reduceCourse, type ScatterAxis, type ScatterQuantity } from '@shared/figures/scatter-axis';
import type { ScatterOptions } from '@shared/figures/scatter';
import { madeUpRun } from '../../builders/compared-runs';
import { smallSpec } from '../../builders/small-experiment';
import { inputOf, madeRuns } from './runs';

const spec = smallSpec({ trace: { every: 1, quantities: ['excessRisk'] } });
/** Sharpness 10 · cell + repetition before and its square after training. */
const runs = madeRuns(spec, ({ index }, repetition) => ({
  initialSharpness: 10 * index + repetition,
  finalSharpness: (10 * index + repetition) ** 2,
  finalSharpnessAsPublished: 1,
}));

function drawn(options: Partial<ScatterOptions>, own: ExperimentSpec = spec, of = runs): FigureData {
  const figure = figureOf({ ...DEFAULT_SCATTER, ...options }, inputOf(own, of));
  if (figure.kind !== 'lines') throw new Error('no lines');
  return figure.figure;
}

const axis = (what: ScatterQuantity, scale: ScatterAxis['scale'] = 'linear'): ScatterAxis => ({
  what,
  scale,
});
const before = axis({ of: 'course', quantity: 'sharpness', along: 'first' });
const after = axis({ of: 'course', quantity: 'sharpness', along: 'last' });

function points(figure: FigureData): [number, number | null][][] {
  return figure.panels[0]!.series.map((series) => series.points.map(({ x, y }) => [x, y]));
}

describe('a scatter plot', () => {
  it('has a dot a run, a series a learning rate', () => {
    const figure = drawn({ x: before, y: after });
    expect(figure.panels[0]!.series.map(({ label }) => label)).toEqual(['η = 0.01', 'η = 0.3']);
    expect(points(figure)[0]).toEqual([
      [0, 0],
      [1, 1],
      [2, 4],
      [20, 400],
      [21, 441],
      [22, 484],
    ]);
  });

  it('leaves out what a logarithm cannot show, and says so', () => {
    const figure = drawn({});
    expect(points(figure).flat()).toHaveLength(11);
    expect(figure.notes.join()).toContain('1 run has no dot');
    expect(drawn({ x: before, y: after }).notes).toEqual([]);
  });

  it.each([
    ['mean', [11, (100 + 121 + 144) / 3]],
    ['min', [10, 100]],
    ['max', [12, 144]],
  ] as const)('has a dot a cell, at the %s of its runs', (across, [x, y]) => {
    const [, second] = points(drawn({ x: before, y: after, points: 'cells', across }));
    expect(second![0]![0]).toBeCloseTo(x, 12);
    expect(second![0]![1]).toBeCloseTo(y, 10);
    const [point] = drawn({ x: before, y: after, points: 'cells', across }).panels[0]!.series[1]!.points;
    expect(point).toMatchObject({ n: 3 });
    expect(point!.low === null).toBe(across !== 'mean');
  });

  it('has settings, steps and shares on its axes', () => {
    const outcomes = [
      madeUpRun(0, 0, 'diverged'),
      madeUpRun(0, 1, 'converged'),
      madeUpRun(1, 0, 'converged'),
    ];
    const figure = drawn(
      {
        x: axis({ of: 'setting', setting: 'scale' }),
        y: axis({ of: 'outcome', outcome: 'diverged' }),
        points: 'cells',
      },
      spec,
      outcomes,
    );
    expect(points(figure)).toEqual([[[0.3, 0.5]], [[0.3, 0]]]);
    expect(figure.panels[0]!.x.title).toBe('Initialisation scale σ');
    const steps = drawn(
      { x: axis({ of: 'setting', setting: 'depth' }), y: axis({ of: 'stepsTaken' }) },
      spec,
      outcomes,
    );
    expect(points(steps).flat()).toContainEqual([3, 100]);
  });

  it('has numbers of recorded courses: of 20/(i + 1) for i = 0 … 90', () => {
    const at = (along: 'min' | 'max'): unknown =>
      points(drawn({ x: before, y: axis({ of: 'course', quantity: 'excessRisk', along }) }))[0]![1];
    expect(at('max')).toEqual([1, 20]);
    expect(at('min')).toEqual([1, 20 / 91]);
  });

  it('is of one cell, or of one run', () => {
    const options = { x: before, y: after };
    expect(points(drawn({ ...options, within: { cell: 3, repetition: null } }))).toEqual([
      [
        [30, 900],
        [31, 961],
        [32, 1024],
      ],
    ]);
    expect(points(drawn({ ...options, within: { cell: 3, repetition: 1 } }))).toEqual([[[31, 961]]]);
  });

  it('says that nothing is there yet', () => {
    expect(drawn({}, spec, []).panels[0]!.note).toBe('No run has finished yet');
  });

  it('refuses what an experiment cannot have', () => {
    const refused = (options: Partial<ScatterOptions>, own = spec): string => {
      try {
        drawn(options, own);
      } catch (error) {
        if (error instanceof WorkbenchError) return error.message;
        throw error;
      }
      return '';
    };
    const course = (quantity: 'sharpness' | 'risk' | 'testRisk' | 'squaredDistance', along: 'max' | 'last') =>
      axis({ of: 'course', quantity, along });
    expect(refused({ y: course('sharpness', 'max') })).toContain('does not record the course of sharpness');
    expect(refused({ y: course('risk', 'max') })).toContain('No courses of risk are recorded');
    expect(refused({ y: course('testRisk', 'last') })).toContain('no test table');
    expect(refused({ y: axis({ of: 'outcome', outcome: 'cycling' }) })).toContain('is a number of a cell');
    expect(refused({ within: { cell: 9, repetition: null } })).toContain('There is no cell 9');
    const gelu = smallSpec({ network: { kind: 'fullyConnected', activation: 'gelu' } });
    expect(refused({ y: course('squaredDistance', 'last') }, gelu)).toContain('GELU');
  });

  it('can be asked for over every transport, and is named by its axes', () => {
    const request = { ...DEFAULT_SCATTER, experiment: '0123456789abcdef' as ExperimentId };
    expect(figureSchema.parse(request)).toEqual(request);
    expect(figureId(DEFAULT_SCATTER)).toBe('scatter-last-sharpness-over-first-sharpness');
    expect(figureTitle(DEFAULT_SCATTER)).toContain('Sharpness, after training over');
  });
});

describe('one number of a course', () => {
  it('is of its finite samples', () => {
    const values = Float64Array.of(3, NaN, 1, Infinity, 2);
    expect([reduceCourse(values, 'min'), reduceCourse(values, 'max'), reduceCourse(values, 'mean')]).toEqual([
      1, 3, 2,
    ]);
    expect(reduceCourse(Float64Array.of(NaN), 'mean')).toBeNull();
  });
});
