import { describe, expect, it } from 'vitest';
import { bandShapes } from '../../../src-renderer/charts/band-shapes';
import { plainText, richText, textParts } from '../../../src-renderer/charts/figure-text';
import { spreadLabels } from '../../../src-renderer/charts/spread-labels';
import type { FigurePoint } from '@shared/figures/figure-data';

describe('labels at line ends', () => {
  it('stay where they do not touch', () => {
    expect(spreadLabels([10, 50, 90], 14, 0, 100)).toEqual([10, 50, 90]);
  });

  it('move apart round their common middle', () => {
    expect(spreadLabels([50, 50], 14, 0, 100)).toEqual([43, 57]);
    expect(spreadLabels([50, 48, 52], 10, 0, 100)).toEqual([50, 40, 60]);
  });

  it('stay within their area', () => {
    expect(spreadLabels([0, 0, 2], 10, 0, 100)).toEqual([0, 10, 20]);
    expect(spreadLabels([100, 99], 10, 0, 100)).toEqual([100, 90]);
  });

  it('keep their order and their distance, however they are crowded', () => {
    const wanted = [3, 91, 40, 41, 42, 39, 90, 5];
    const placed = spreadLabels(wanted, 12, 0, 100);
    const order = wanted.map((_, i) => i).sort((i, j) => wanted[i]! - wanted[j]!);
    for (let i = 1; i < order.length; i += 1)
      expect(placed[order[i]!]! - placed[order[i - 1]!]!).toBeGreaterThanOrEqual(12 - 1e-9);
    expect(Math.min(...placed)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  });
});

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

describe('text with scripts', () => {
  it('is split, plain, and rich', () => {
    expect(textParts('S_{min} = e^{−t}')).toEqual([
      { text: 'S', level: 'base' },
      { text: 'min', level: 'sub' },
      { text: ' = e', level: 'base' },
      { text: '−t', level: 'sup' },
    ]);
    expect(plainText('S_{min}')).toBe('Smin');
    expect(richText('S_{min} x')).toBe('S{sub|min} x');
  });
});
