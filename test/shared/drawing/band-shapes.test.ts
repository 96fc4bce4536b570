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
    expect(
      bandShapes(
        { points: [point(1, 10, 1000), point(2, 1, 100)], marked: true },
        { toPlace: log, least: 0.1, halfWidth: 3 },
      ).bands,
    ).toEqual([
      [
        [1, 3],
        [2, 2],
        [2, 0],
        [1, 1],
      ],
    ]);
  });

  it('are apart where a point is missing; a single point has a bar', () => {
    const { bands, bars } = bandShapes(
      { points: [point(1, 1, 10), point(2, 1, 10), point(3, null, null), point(4, 1, 10)], marked: true },
      { toPlace: log, least: 0.1, halfWidth: 0.5 },
    );
    expect(bands).toHaveLength(1);
    expect(bars).toEqual([
      [
        [3.5, 1],
        [4.5, 1],
        [4.5, 0],
        [3.5, 0],
      ],
    ]);
  });

  it('are bars down to the axis’ end where an interval reaches zero, whatever the neighbours', () => {
    const { bands, bars } = bandShapes(
      { points: [point(1, 1, 10), point(2, 1, 10), point(3, -5, 10)], marked: true },
      { toPlace: log, least: 1e-30, halfWidth: 0.25 },
    );
    expect(bands).toEqual([
      [
        [1, 1],
        [2, 1],
        [2, 0],
        [1, 0],
      ],
    ]);
    expect(bars).toEqual([
      [
        [2.75, 1],
        [3.25, 1],
        [3.25, -30],
        [2.75, -30],
      ],
    ]);
  });

  it('of curves go on along the axis’ end where an interval reaches zero, with upright edges', () => {
    const { bands, bars } = bandShapes(
      { points: [point(1, 1, 10), point(2, 0, 10), point(3, 0, 10), point(4, 1, 10)], marked: false },
      { toPlace: log, least: 0.1, halfWidth: 0.25 },
    );
    expect(bars).toEqual([]);
    expect(bands.map((band) => band.slice(4))).toEqual([
      [
        [4, 0],
        [4, -1],
        [3, -1],
        [2, -1],
        [1, -1],
        [1, 0],
      ],
    ]);
  });

  it('stand beside each other where figures are laid over each other, together no wider than three', () => {
    const barOf = (index: number, count: number): readonly number[] =>
      bandShapes(
        { points: [point(1, 0, 10)], marked: true, beside: { index, count } },
        { toPlace: log, least: 0.1, halfWidth: 1 },
      ).bars[0]!.map(([x]) => x);
    expect(barOf(0, 1)).toEqual([0, 2, 2, 0]);
    // Six have 6 places in all: 1 each, of which bars take 0.8.
    const six = [0, 1, 2, 3, 4, 5].map((index) => barOf(index, 6));
    six.forEach(([left, right], index) => {
      expect(left).toBeCloseTo(1 + (index - 2.5) - 0.4, 12);
      expect(right! - left!).toBeCloseTo(0.8, 12);
    });
  });

  it('are whole where bars stand close', () => {
    const { bars } = bandShapes(
      { points: [point(1, 0, 10), point(2, 0, 10), point(3, 0, 10)], marked: true },
      { toPlace: log, least: 0.1, halfWidth: 40 },
    );
    expect(bars.map((shape) => shape.map(([x]) => x))).toEqual([
      [0.5, 1.5, 1.5, 0.5],
      [1.5, 2.5, 2.5, 1.5],
      [2.5, 3.5, 3.5, 2.5],
    ]);
  });

  it('are a bar a dot: clouds have no order', () => {
    const points = [point(1, 1, 10), point(2, 1, 10)];
    const { bars } = bandShapes(
      { points, drawn: 'dots', marked: false },
      { toPlace: log, least: 0.1, halfWidth: 0.25 },
    );
    expect(bars.map((shape) => shape.map(([x]) => x))).toEqual([
      [0.75, 1.25, 1.25, 0.75],
      [1.75, 2.25, 2.25, 1.75],
    ]);
  });

  it('keep their slope where a lower end lies below the axis', () => {
    expect(
      bandShapes(
        { points: [point(1, 1, 10), point(2, 1e-9, 10)], marked: true },
        { toPlace: log, least: 0.1, halfWidth: 3 },
      ).bands[0]!.slice(2),
    ).toEqual([
      [2, -9],
      [1, 0],
    ]);
  });

  it('hold zero and less on a linear axis', () => {
    const { bands } = bandShapes(
      { points: [point(1, -5, 10), point(2, 0, 10)], marked: true },
      { toPlace: (x, y) => [x, y], least: -Infinity, halfWidth: 3 },
    );
    expect(bands[0]!.slice(2)).toEqual([
      [2, 0],
      [1, -5],
    ]);
  });
});
