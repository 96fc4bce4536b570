import { expect, it } from 'vitest';
import { paperOf } from '@shared/drawing/paper';
import { namedEnds } from '@shared/drawing/plot/name-ends';
import { DEFAULT_STYLE } from '@shared/drawing/venues';
import type { FigurePanel, ReferenceLine } from '@shared/figures/figure-data';
import { realMetrics } from './font-metrics';

const upright = (x: number): ReferenceLine => ({
  id: `critical-${x}`,
  label: String(x),
  meaning: '',
  stroke: 'solid',
  ink: { kind: 'theory' },
  along: { x },
});

it('upright lines beyond the axis have no name above it', () => {
  const axis = { title: '', scale: 'log', domain: [0.01, 0.3], ticks: [] } as const;
  const panel: FigurePanel = {
    x: axis,
    y: axis,
    series: [],
    references: [upright(0.005), upright(0.1), upright(0.3), upright(0.45)],
  };
  const names = namedEnds(paperOf(DEFAULT_STYLE, realMetrics), panel).map(({ text }) => text);
  expect(names).toEqual(['0.1', '0.3']);
});
