import type { FontMetrics } from '@shared/drawing/drawing';
import { remembered } from '@shared/drawing/words/remembered';
import type { SheetPrinter } from '../../core/ports';
import { recipeInFile } from './recipe-in-file';

/**
 * Fonts and what writes PDF and PNG take a tenth of a second to load: that waits for the first sheet, which most of what a
 * window asks for does not.
 */
export function sheetPrinter(): SheetPrinter {
  let metrics: Promise<FontMetrics> | null = null;
  return {
    metrics: () => (metrics ??= import('./fonts').then(({ fontMetrics }) => remembered(fontMetrics()))),
    picture: async (drawing) => {
      const { drawSvg } = await import('./svg');
      return drawSvg(drawing, { recipe: null, fonts: true });
    },
    files: async (job) => {
      const { exportSheet } = await import('./sheet-files');
      return exportSheet(job);
    },
    readRecipe: recipeInFile,
  };
}
