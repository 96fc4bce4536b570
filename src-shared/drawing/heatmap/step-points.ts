import type { StepLine } from '../../figures/heatmap-data';
import type { Box } from '../drawing';
import type { Place } from '../geometry';

/** The corners of a step line: it runs along each column or line at the border behind its count of cells. */
export function stepPoints(
  { across, counts }: StepLine,
  boxAt: (column: number, line: number) => Box,
): Place[] {
  return counts.flatMap((count, i): Place[] => {
    if (across === 'columns') {
      const { x, y, width, height } = boxAt(i, 0);
      const border = y + height - count * height;
      return [
        [x, border],
        [x + width, border],
      ];
    }
    const { x, y, width, height } = boxAt(0, i);
    const border = x + count * width;
    return [
      [border, y + height],
      [border, y],
    ];
  });
}
