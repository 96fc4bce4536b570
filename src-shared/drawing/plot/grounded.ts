import type { Box, Mark } from '../drawing';
import { corners, polygon } from '../marks';
import type { Paper } from '../paper';

const OPACITY = 0.85;

/** Clears the ground of words among grid lines; nothing can be cleared where there is no ground. */
export function grounded({ style, theme }: Paper, box: Box): Mark[] {
  return style.background === 'transparent' ? [] : [polygon([corners(box)], theme.surface, OPACITY)];
}
