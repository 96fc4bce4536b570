import { expect, it } from 'vitest';
import { stepPoints } from '@shared/drawing/heatmap/step-points';
import type { Box } from '@shared/drawing/drawing';

it('steps run on the borders of cells', () => {
  const frameAt = (column: number, line: number): Box => ({
    x: 50 * column,
    y: 160 - 40 * line,
    width: 50,
    height: 40,
  });
  const step = { id: '', label: '', meaning: '' };
  expect(stepPoints({ ...step, across: 'columns', counts: [4, 2] }, frameAt)).toEqual([
    [0, 40],
    [50, 40],
    [50, 120],
    [100, 120],
  ]);
  expect(stepPoints({ ...step, across: 'lines', counts: [3, 1] }, frameAt)).toEqual([
    [150, 200],
    [150, 160],
    [50, 160],
    [50, 120],
  ]);
});
