import type { Together } from '../drawing/sheet';
import type { AnyFigure } from '../figures/figure-request';
import { overlay } from './overlay';
import { shareAxes } from './share-axes';

/**
 * Figures that are to be compared, as they are shown: side by side with shared axes, or as one. One figure alone stays as it is
 * but for its name.
 */
export function putTogether(figures: readonly AnyFigure[], { mode, names }: Together): AnyFigure[] {
  if (figures.length === 0) return [];
  return mode === 'overlay' && figures.length > 1 ? [overlay(figures, names)] : shareAxes(figures, names);
}
