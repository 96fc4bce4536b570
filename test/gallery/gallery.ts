import { resolve } from 'node:path';
import { fontMetrics } from '../../src-main/export/sheet/fonts';
import { galleryFigures, type GalleryFigure } from '../../src-main/hosts/gallery/gallery-figures';

/** The gallery's figures from the reference rows of this tree, made once. */
export const GALLERY: readonly GalleryFigure[] = galleryFigures(
  resolve(import.meta.dirname, '..', 'reference'),
);

export const METRICS = fontMetrics();
