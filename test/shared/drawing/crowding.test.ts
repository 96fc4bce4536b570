import { describe, expect, it } from 'vitest';
import { placesOf } from '@shared/drawing/plot/places';
import { coveredData, crowdOf } from '@shared/drawing/plot/crowding';
import { densityOf } from '@shared/drawing/plot/density';
import { sampledBand, sampledLine } from '@shared/drawing/plot/sampled';
import { paperOf } from '@shared/drawing/paper';
import { venueStyle } from '@shared/drawing/venues';
import { legendEntries } from '@shared/drawing/legend/entries';
import { setInside } from '@shared/drawing/legend/inside';
import type { Box } from '@shared/drawing/drawing';
import { EVERY } from './figures';
import { realMetrics } from './font-metrics';

const PLOT: Box = { x: 10, y: 20, width: 100, height: 50 };

describe('what stands on a plot', () => {
  it('is counted by boxes, a place at an edge too', () => {
    const count = densityOf(
      [
        [10, 20],
        [110, 70],
        [60, 45],
        [500, 45],
      ],
      PLOT,
    );
    expect(count(PLOT)).toBe(3);
    expect(count({ x: 55, y: 40, width: 10, height: 10 })).toBe(1);
    expect(count({ x: 61.5, y: 46.5, width: 10, height: 10 })).toBe(0);
    expect(count({ x: -50, y: -50, width: 20, height: 20 })).toBe(0);
  });

  it('is what of lines and bands lies on it, however far they reach', () => {
    const line = sampledLine(
      [
        [60, -1e6],
        [60, 1e6],
      ],
      PLOT,
    );
    expect(line.length).toBeLessThan(100);
    expect(line.every(([x, y]) => x === 60 && y > 19.99 && y < 70.01)).toBe(true);
    const band = sampledBand(
      [
        [20, -1e6],
        [40, 30],
        [40, 40],
        [20, 1e6],
      ],
      PLOT,
    );
    const count = densityOf(band, PLOT);
    expect(count({ x: 22, y: 60, width: 4, height: 4 })).toBeGreaterThan(0);
    expect(count({ x: 42, y: 20, width: 60, height: 50 })).toBe(0);
  });
});

describe('a legend on a plot', () => {
  const paper = paperOf({ ...venueStyle('icml', 1, 1), legend: 'inside' }, realMetrics);
  const panels = Object.values(EVERY).flatMap((drawn) => (drawn.kind === 'lines' ? drawn.figure.panels : []));

  it('that says it covers nothing covers nothing, and is not set too small', () => {
    let free = 0;
    for (const panel of panels) {
      const crowd = crowdOf(paper, panel, placesOf(panel, PLOT_OF_A_COLUMN));
      const entries = legendEntries([panel]);
      if (entries.length === 0) continue;
      const set = setInside(paper, entries, PLOT_OF_A_COLUMN, crowd)!;
      expect(set.legend.type.size).toBeGreaterThanOrEqual(6);
      expect(set.covers).toBe(coveredData(set.box, crowd));
      if (set.covers === 0) free += 1;
    }
    expect(free).toBeGreaterThan(2);
  });
});

const PLOT_OF_A_COLUMN: Box = { x: 0, y: 0, width: 200, height: 150 };
