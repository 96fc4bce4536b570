import type { FontMetrics } from '@shared/drawing/drawing';
import { layOutSheet, type Sheet } from '@shared/drawing/lay-out-sheet';
import { captionText } from '@shared/figures/caption-text';
import type { GalleryFigure } from './gallery-figures';
import { printStyle, type GalleryStyle } from './gallery-styles';

/** A figure of the gallery in one of its styles, as an export would draw it. */
export function gallerySheet(figure: GalleryFigure, shown: GalleryStyle, metrics: FontMetrics): Sheet {
  const { figures, columns } = figure;
  const style = printStyle(figure, shown);
  return layOutSheet(figures, { columns, style }, style.caption ? captionText(figures) : null, metrics);
}
