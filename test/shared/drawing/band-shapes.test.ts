import { describe, expect, it } from 'vitest';
import { bandShapes } from '@shared/drawing/plot/band-shapes';
import type { FigurePoint } from '@shared/figures/figure-data';

describe('bands', () => {
  const point = (x: number, low: number | null, high: number | null): FigurePoint => ({
    x,
    y: low === null ? null : (low + high!) / 2,
    low,
    high,
    n: 4,
  });
  const log = (x: number, y: number): readonly [number, number] => [x, Math.log10(y)];

  it('go along the upper ends and back along the lower ones, where the axis puts them', () => {
    expect(bandShapes([point(1, 10, 1000), point(2, 1, 100)], log, 0.1, 3)).toEqual([
      [
        [1, 3],
        [2, 2],
        [2, 0],
        [1, 1],
      ],
    ]);
  });

  it('are apart where a point is missing; a single point has a bar', () => {
    const shapes = bandShapes(
      [point(1, 1, 10), point(2, 1, 10), point(3, null, null), point(4, 1, 10)],
      log,
      0.1,
      0.5,
    );
    expect(shapes).toHaveLength(2);
    expect(shapes[1]).toEqual([
      [3.5, 1],
      [4.5, 1],
      [4.5, 0],
      [3.5, 0],
    ]);
  });

  it('reach down to the axis’ end where an interval reaches zero', () => {
    expect(bandShapes([point(1, -5, 10), point(2, -5, 10)], log, 0.01, 3)[0]!.slice(2)).toEqual([
      [2, -2],
      [1, -2],
    ]);
  });
});
