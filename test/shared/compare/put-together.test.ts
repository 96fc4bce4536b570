import { describe, expect, it } from 'vitest';
import { putTogether } from '@shared/compare/put-together';
import { legendEntries } from '@shared/drawing/legend/entries';
import type { FigureData, FigureSeries, Ink } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';
import { figureOf } from '@shared/figures/figure-of';
import { figureTable } from '@shared/figures/figure-table';
import type { MeanMeasure } from '@shared/figures/heatmap-quantity';
import { inputOf, madeRuns } from '../figures/runs';
import { smallSpec } from '../../builders/small-experiment';

function series(id: string, ink: Ink, heights: readonly number[]): FigureSeries {
  return {
    id,
    label: id.replace('=', ' = '),
    ink,
    points: heights.map((y, x) => ({ x, y, low: null, high: null, n: 3 })),
    marked: true,
  };
}

function figure(own: readonly FigureSeries[], high: number, change: Partial<FigureData> = {}): AnyFigure {
  return {
    kind: 'lines',
    figure: {
      id: 'made-up',
      title: 'Sharpness',
      panels: [
        {
          x: { title: 'Scale', scale: 'linear', domain: [0, 1], ticks: [{ value: 0, label: '0' }] },
          y: { title: 'S', scale: 'log', domain: [1, high], ticks: [{ value: 1, label: '1' }] },
          series: own,
          references: [
            {
              id: 'exact-3',
              label: 'S',
              meaning: 'Exact.',
              stroke: 'solid',
              ink: { kind: 'theory' },
              along: { y: 2 },
            },
            {
              id: 'upper-3',
              label: 'U',
              meaning: 'Upper.',
              stroke: 'dotted',
              ink: { kind: 'theory' },
              along: { y: high },
            },
          ],
        },
      ],
      caption: 'Means.',
      notes: [],
      ...change,
    },
  };
}

const of = (index: number, count: number): Ink => ({ kind: 'ordinal', index, count });
const linesOf = (drawn: AnyFigure): FigureData => {
  if (drawn.kind !== 'lines') throw new Error('no lines');
  return drawn.figure;
};

describe('figures side by side', () => {
  it('have axes from the least to the greatest of all, and their names as titles', () => {
    const drawn = putTogether(
      [figure([series('L=5', of(0, 1), [1, 2])], 10), figure([series('L=5', of(0, 1), [3, 40])], 100)],
      { mode: 'multiples', names: ['a', 'b'] },
    ).map(linesOf);
    expect(drawn.map(({ title }) => title)).toEqual(['a', 'b']);
    for (const { panels, caption } of drawn) {
      expect(panels[0]!.y).toMatchObject({ domain: [1, 100], title: 'S' });
      expect(panels[0]!.y.ticks.map(({ value }) => value)).toContain(50);
      expect(caption).toBe('Sharpness. Means.');
    }
  });

  it('keep their titles where these differ', () => {
    const drawn = putTogether([figure([], 10), figure([], 10, { title: 'Sharpness, L = 5' })], {
      mode: 'multiples',
      names: ['a', 'b'],
    });
    expect(drawn.map((own) => own.figure.title)).toEqual(['a: Sharpness', 'b: Sharpness, L = 5']);
  });

  it('of means have one scale of colours: equal values have equal shades', () => {
    const heatmap = (factor: number): AnyFigure => {
      const spec = smallSpec();
      const runs = madeRuns(spec, ({ index }) => ({
        finalSharpness: factor * (index + 1),
        finalSharpnessAsPublished: 1,
      }));
      const quantity = { kind: 'mean', measure: 'finalSharpness' satisfies MeanMeasure } as const;
      return figureOf({ kind: 'heatmap', slice: { over: 'scale', depth: 3 }, quantity }, inputOf(spec, runs));
    };
    const shades = new Map<number, Set<number>>();
    for (const drawn of putTogether([heatmap(1), heatmap(2)], { mode: 'multiples', names: ['a', 'b'] })) {
      if (drawn.kind !== 'heatmap') throw new Error('no heatmap');
      for (const { value, shade } of drawn.figure.cells)
        shades.set(value!, (shades.get(value!) ?? new Set()).add(shade!));
    }
    expect([...shades.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 8]);
    expect([...shades.values()].every(({ size }) => size === 1)).toBe(true);
    expect(Math.max(...[...shades.values()].flatMap((own) => [...own]))).toBe(1);
  });
});

describe('figures laid over each other', () => {
  it('with a line each: a colour, a dash and a marker a side, which is named at its line', () => {
    const [drawn] = putTogether(
      [
        figure([series('sharpness', { kind: 'theory' }, [1, 2])], 10),
        figure([series('sharpness', { kind: 'theory' }, [3, 4])], 10),
      ],
      { mode: 'overlay', names: ['a', 'b'] },
    );
    const [panel] = linesOf(drawn!).panels;
    expect(panel!.series.map(({ label, ink, stroke, marker }) => [label, ink, stroke, marker])).toEqual([
      ['a', of(0, 2), 'solid', 'circle'],
      ['b', of(1, 2), 'dashed', 'square'],
    ]);
    expect(panel!.key).toBeUndefined();
  });

  it('have what stood on each plot below them, and bars of the sides beside each other', () => {
    const noted = (high: number, note: string): AnyFigure => {
      const { panels } = linesOf(figure([], high));
      const own = [series('L=5', of(0, 2), [1, 2]), series('L=20', of(1, 2), [1, 2])];
      return figure([], high, { panels: [{ ...panels[0]!, series: own, note }], notes: ['Few runs.'] });
    };
    const [drawn] = putTogether([noted(10, 'slope 2\nn = 3'), noted(10, 'slope 4\nn = 5')], {
      mode: 'overlay',
      names: ['a', 'b'],
    });
    const { panels, notes } = linesOf(drawn!);
    expect(panels[0]!.note).toBeUndefined();
    expect(notes).toEqual(['a: slope 2, n = 3.', 'b: slope 4, n = 5.', 'Few runs.']);
    expect(panels[0]!.series.map(({ beside }) => beside)).toEqual([
      { index: 0, count: 2 },
      { index: 0, count: 2 },
      { index: 1, count: 2 },
      { index: 1, count: 2 },
    ]);
  });

  it('with a family each: colours tell its members apart, dashes, markers and a key the sides', () => {
    const [drawn] = putTogether(
      [
        figure([series('L=5', of(0, 2), [1, 2]), series('L=20', of(1, 2), [1, 2])], 10),
        figure([series('L=10', of(0, 2), [1, 2]), series('L=20', of(1, 2), [1, 2])], 100),
      ],
      { mode: 'overlay', names: ['a', 'b'] },
    );
    const [panel] = linesOf(drawn!).panels;
    expect(panel!.series.map(({ label, name, ink, stroke }) => [label, name, ink, stroke])).toEqual([
      ['L = 5, a', 'L = 5', of(0, 3), 'solid'],
      ['L = 20, a', 'L = 20', of(2, 3), 'solid'],
      ['L = 10, b', 'L = 10', of(1, 3), 'dashed'],
      ['L = 20, b', '', of(2, 3), 'dashed'],
    ]);
    expect(panel!.key).toEqual([
      { label: 'a', stroke: 'solid', marker: 'circle' },
      { label: 'b', stroke: 'dashed', marker: 'square' },
    ]);
    expect(panel!.y.domain).toEqual([1, 100]);
    expect(
      legendEntries([panel!])
        .map(({ name }) => name)
        .slice(0, 5),
    ).toEqual(['a', 'b', 'L = 5', 'L = 20', 'L = 10']);
    expect(figureTable(panel!).columns).toContain('L = 20, b');
  });

  it('keep colours that agree already', () => {
    const [drawn] = putTogether(
      [
        figure([series('η=1', of(0, 5), [1]), series('η=2', of(3, 5), [1])], 10),
        figure([series('η=1', of(0, 5), [1]), series('η=3', of(4, 5), [1])], 10),
      ],
      { mode: 'overlay', names: ['a', 'b'] },
    );
    expect(linesOf(drawn!).panels[0]!.series.map(({ ink }) => ink)).toEqual([
      of(0, 5),
      of(3, 5),
      of(0, 5),
      of(4, 5),
    ]);
  });

  it('have a line of theory that they share once, and say whose the others are', () => {
    const [drawn] = putTogether([figure([], 10), figure([], 100)], { mode: 'overlay', names: ['a', 'b'] });
    const { references } = linesOf(drawn!).panels[0]!;
    expect(references.map(({ id, label, meaning }) => [id, label, meaning])).toEqual([
      ['exact-3', 'S', 'Exact.'],
      ['0/upper-3', 'U, a', 'a: Upper.'],
      ['1/upper-3', 'U, b', 'b: Upper.'],
    ]);
    // Bounds of several sides are several: no value is theirs.
    expect(legendEntries(linesOf(drawn!).panels).map(({ name }) => name)).toEqual(['S', 'Bound 8LΛ']);
  });

  it('say whose lines of theory are that some of them share', () => {
    const [drawn] = putTogether([figure([], 10), figure([], 100), figure([], 10 * (1 + 1e-15))], {
      mode: 'overlay',
      names: ['a', 'b', 'c'],
    });
    const { references } = linesOf(drawn!).panels[0]!;
    expect(references.map(({ label, meaning }) => [label, meaning])).toEqual([
      ['S', 'Exact.'],
      ['U, a +1', 'a, c: Upper.'],
      ['U, b', 'b: Upper.'],
    ]);
  });

  it('are refused where that makes no sense', () => {
    const linear = figure([], 10);
    const other = linesOf(figure([], 10));
    const panels = other.panels.map((panel) => ({ ...panel, y: { ...panel.y, scale: 'linear' as const } }));
    const put = (second: AnyFigure): unknown =>
      putTogether([linear, second], { mode: 'overlay', names: ['a', 'b'] });
    expect(() => put({ kind: 'lines', figure: { ...other, panels } })).toThrow('logarithmic axis');
    expect(() => put({ kind: 'lines', figure: { ...other, panels: [] } })).toThrow('different panels');
    const heatmap = figureOf(
      { kind: 'heatmap', slice: { over: 'scale', depth: 3 }, quantity: { kind: 'diverged' } },
      inputOf(smallSpec(), []),
    );
    expect(() => put(heatmap)).toThrow('Heatmaps cannot be laid over each other');
  });
});
