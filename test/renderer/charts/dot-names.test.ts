import { describe, expect, it } from 'vitest';
import type { FigurePanel, FigureSeries } from '@shared/figures/figure-data';
import { dotNames } from '../../../src-renderer/charts/dot-names';

const dots = (id: string, index: number, name = id): FigureSeries => ({
  id: `${id}/${index}`,
  label: id,
  name,
  ink: { kind: 'ordinal', index, count: 2 },
  points: [{ x: 1, y: 1, low: null, high: null, n: 1 }],
  marked: true,
  drawn: 'dots',
});

function panel(series: readonly FigureSeries[]): FigurePanel {
  const axis = { title: '', scale: 'linear', domain: [0, 1], ticks: [] } as const;
  return { x: axis, y: axis, series, references: [] };
}

describe('a key of the colours of dots', () => {
  it('has each colour once, and no line', () => {
    const { drawn: _, ...line } = dots('L = 2', 1);
    const series = [dots('η = 0.1', 0), dots('η = 0.1', 0, ''), dots('η = 0.2', 1), line];
    expect(dotNames(panel(series)).map(({ label }) => label)).toEqual(['η = 0.1', 'η = 0.2']);
  });

  it('is empty where there is but one series', () => {
    expect(dotNames(panel([dots('η = 0.1', 0)]))).toEqual([]);
  });
});
