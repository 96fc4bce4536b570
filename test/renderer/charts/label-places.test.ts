import { describe, expect, it } from 'vitest';
import type { Place } from '@shared/drawing/geometry';
import {
  abovePlaces,
  besidePlaces,
  crowdOfLines,
  evenly,
  freePlace,
  LABEL_HEIGHT,
} from '../../../src-renderer/charts/label-places';

const area = { x: 50, y: 20, width: 400, height: 140 };

describe('names of lines', () => {
  it('are left out evenly, never the first and the last', () => {
    expect(evenly(3, 5)).toEqual([0, 1, 2]);
    expect(evenly(9, 5)).toEqual([0, 2, 4, 6, 8]);
    expect(evenly(9, 1)).toEqual([0]);
    expect(evenly(0, 1)).toEqual([]);
  });

  it('stand beside a panel one under the other, as many as it has room for', () => {
    const placed = besidePlaces(
      Array.from({ length: 30 }, () => 25),
      area,
    );
    const heights = placed.map(({ at }) => at).sort((a, b) => a - b);
    expect(heights).toHaveLength(11);
    expect(heights[0]).toBe(area.y);
    expect(heights.at(-1)).toBe(area.y + area.height);
    heights.slice(1).forEach((height, i) => expect(height - heights[i]!).toBeCloseTo(LABEL_HEIGHT, 9));
  });

  it('stand above a panel within its width, beside each other', () => {
    const widths = [40, 60, 50];
    const placed = abovePlaces([449, 448, 60], widths, area);
    const spans = placed
      .map(({ label, at }) => [at - widths[label]! / 2, at + widths[label]! / 2] as const)
      .sort((a, b) => a[0] - b[0]);
    expect(spans).toHaveLength(3);
    expect(spans[0]![0]).toBeGreaterThanOrEqual(area.x);
    expect(spans.at(-1)![1]).toBeLessThanOrEqual(area.x + area.width);
    spans.slice(1).forEach(([left], i) => expect(left).toBeGreaterThan(spans[i]![1]));
  });

  it('above a narrow panel are fewer', () => {
    expect(
      abovePlaces([60, 70, 80, 90], [40, 40, 40, 40], { ...area, width: 100 }).map(({ label }) => label),
    ).toEqual([0, 3]);
  });

  it('on a panel give way to lines and to each other', () => {
    const line: Place[] = [
      [50, 90],
      [450, 90],
    ];
    const lines = crowdOfLines([line], area);
    const wanted = { x: 100, y: 90 - LABEL_HEIGHT / 2, width: 60, height: LABEL_HEIGHT };
    const first = freePlace(wanted, area, lines, []);
    expect(lines(first)).toBe(0);
    const second = freePlace(wanted, area, lines, [first]);
    expect(lines(second)).toBe(0);
    expect(Math.abs(second.y - first.y)).toBeGreaterThanOrEqual(LABEL_HEIGHT);
    expect(freePlace(wanted, area, crowdOfLines([], area), [])).toEqual(wanted);
  });
});
