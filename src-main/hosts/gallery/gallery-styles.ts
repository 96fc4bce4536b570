import type { PrintStyle } from '@shared/drawing/sheet';
import { venueStyle, type VenueId } from '@shared/drawing/venues';
import type { GalleryFigure } from './gallery-figures';

/** A way of drawing that every figure of the gallery is shown in. */
export interface GalleryStyle {
  readonly id: string;
  /** Null: as wide as a text for several figures, as wide as a column for one. */
  readonly venue: VenueId | null;
  readonly change: Pick<PrintStyle, 'palette' | 'background' | 'font' | 'legend' | 'titles' | 'caption'>;
}

/**
 * Every palette on every background, each with another font and place of the legend: so each of them is seen on every
 * figure. At last a slide, where everything is larger.
 */
export const GALLERY_STYLES: readonly GalleryStyle[] = [
  style('white', 'colourBlindSafe', 'white', 'times', 'lineEnds', {}),
  style('dark', 'colourBlindSafe', 'dark', 'sans', 'inside', { titles: true }),
  style('transparent', 'colourBlindSafe', 'transparent', 'computerModern', 'below', { titles: true }),
  style('paper-white', 'paper', 'white', 'sans', 'below', { caption: true }),
  style('paper-dark', 'paper', 'dark', 'computerModern', 'lineEnds', { titles: true }),
  style('paper-transparent', 'paper', 'transparent', 'times', 'none', {}),
  { ...style('slide', 'colourBlindSafe', 'white', 'sans', 'lineEnds', { titles: true }), venue: 'slides' },
];

function style(
  id: string,
  palette: PrintStyle['palette'],
  background: PrintStyle['background'],
  font: PrintStyle['font'],
  legend: PrintStyle['legend'],
  words: Partial<Pick<PrintStyle, 'titles' | 'caption'>>,
): GalleryStyle {
  const change = { palette, background, font, legend, titles: false, caption: false, ...words };
  return { id, venue: null, change };
}

/** The style for a figure's number of panels. */
export function printStyle({ figures, columns }: GalleryFigure, { venue, change }: GalleryStyle): PrintStyle {
  const place = venue ?? (figures.length > 1 ? 'neurips' : 'icml');
  return { ...venueStyle(place, figures.length, columns), ...change };
}
