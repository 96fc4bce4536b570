import type { PrintStyle } from './sheet';
import { inches } from './units';

/** Where figures appear: the width that is theirs there, and type that goes with the text round them. */
export interface Venue {
  readonly id: VenueId;
  readonly title: string;
  /** In points. */
  readonly width: number;
  /** Of all figures together; null where it follows from their number. */
  readonly height: number | null;
  readonly font: PrintStyle['font'];
  readonly fontSize: number;
  readonly lineWidth: number;
  readonly titles: boolean;
}

export type VenueId = 'neurips' | 'icml' | 'icml-wide' | 'jmlr' | 'slides' | 'free';

const PAPER = { height: null, font: 'times', fontSize: 8, lineWidth: 1, titles: false } as const;

export const VENUES: readonly Venue[] = [
  // neurips_2024.sty: text of 5.5 in, Times.
  { id: 'neurips', title: 'NeurIPS, width of the text', width: inches(5.5), ...PAPER },
  // icml2024.sty: two columns of 3.25 in and a quarter inch between them, Times.
  { id: 'icml', title: 'ICML, one column', width: inches(3.25), ...PAPER },
  { id: 'icml-wide', title: 'ICML, both columns', width: inches(6.75), ...PAPER },
  // jmlr2e.sty: text of 6 in, Computer Modern.
  {
    id: 'jmlr',
    title: 'JMLR, width of the text',
    width: inches(6),
    ...PAPER,
    font: 'computerModern',
    fontSize: 9,
  },
  {
    id: 'slides',
    title: 'Slides, 16:9',
    width: inches(10),
    height: inches(5.625),
    font: 'sans',
    fontSize: 16,
    lineWidth: 2,
    titles: true,
  },
  {
    id: 'free',
    title: 'Free',
    width: inches(6.5),
    ...PAPER,
    font: 'sans',
    fontSize: 9,
    lineWidth: 1.25,
    titles: true,
  },
];

/** Of a figure's height to its width. */
const ASPECT = 0.78;
const HIGHEST = inches(2.5);

/** A venue's style for so many figures in so many columns. */
export function venueStyle(id: VenueId, figureCount: number, columns: number): PrintStyle {
  const { width, height, font, fontSize, lineWidth, titles } = VENUES.find((venue) => venue.id === id)!;
  const across = Math.max(1, Math.min(columns, figureCount));
  const rows = Math.max(1, Math.ceil(figureCount / across));
  return {
    width,
    height: height ?? Math.round(rows * Math.min(HIGHEST, (ASPECT * width) / across)),
    font,
    fontSize,
    lineWidth,
    letters: true,
    legend: 'lineEnds',
    background: 'white',
    palette: 'colourBlindSafe',
    titles,
    caption: false,
  };
}

export const DEFAULT_STYLE: PrintStyle = venueStyle('neurips', 1, 1);
