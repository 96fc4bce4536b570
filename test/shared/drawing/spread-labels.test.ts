import { describe, expect, it } from 'vitest';
import { spreadLabels } from '@shared/drawing/plot/spread-labels';

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
