import { describe, expect, it } from 'vitest';
import { legendEntries } from '@shared/drawing/legend/entries';
import { placesOf } from '@shared/drawing/plot/places';
import { logAxis } from '@shared/figures/axis';
import type { FigurePanel } from '@shared/figures/figure-data';
import { figureOption } from '../../../src-renderer/charts/chart-option';
import { LIGHT } from './theme';

const point = (x: number): FigurePanel['series'][number]['points'][number] => ({
  x,
  y: 1,
  low: null,
  high: null,
  n: 1,
});

/** A line from x = 0 on a logarithmic axis, dashed. */
const panel: FigurePanel = {
  x: logAxis('t', [0.01, 100], false),
  y: logAxis('y', [1, 10], true),
  series: [
    {
      id: 'flow',
      label: 'flow',
      ink: { kind: 'initialisation' },
      points: [point(0), point(1)],
      marked: false,
      stroke: 'dashed',
    },
  ],
  references: [],
};

interface Drawn {
  readonly type: string;
  readonly data: (number | null)[][];
  readonly lineStyle: { readonly type: unknown };
}

describe('a line that begins at 0 of a logarithmic axis', () => {
  const [low] = panel.x.domain;

  it('begins at its left edge in the window, dashed where it is', () => {
    const figure = { id: 'f', title: 'f', panels: [panel], caption: '', notes: [] };
    const { series } = figureOption(figure, LIGHT, 300) as { series: Drawn[] };
    const line = series.find(({ type }) => type === 'line')!;
    expect(line.data[0]).toEqual([low, 1]);
    expect(line.lineStyle.type).not.toBe('solid');
  });

  it('begins there on paper', () => {
    const { x } = placesOf(panel, { x: 10, y: 0, width: 80, height: 20 });
    expect(x(0)).toBe(10);
    expect(x(panel.x.domain[1])).toBe(90);
  });

  it('is dashed in a legend', () => {
    expect(legendEntries([panel])).toEqual([
      { name: 'flow', ink: { kind: 'initialisation' }, sample: 'dashed' },
    ]);
  });
});
