import type { FigureRequest } from '../figures/figure-request';

/** Figures on one sheet, as they are to be printed. Lengths are in points (1/72 inch). */
export interface SheetRequest {
  /** From left to right, then downwards. */
  readonly figures: readonly FigureRequest[];
  readonly columns: number;
  readonly style: PrintStyle;
  /** Of figures of the same kind that are to be compared. Absent: each stands for itself. */
  readonly together?: Together | undefined;
}

/** 'multiples': side by side with shared axes; 'overlay': laid over each other. */
export const TOGETHER_MODES = ['multiples', 'overlay'] as const;
export type TogetherMode = (typeof TOGETHER_MODES)[number];

export interface Together {
  readonly mode: TogetherMode;
  /** What each of the figures is of. */
  readonly names: readonly string[];
}

export const FONTS = ['computerModern', 'times', 'sans'] as const;
export const LEGENDS = ['lineEnds', 'inside', 'below', 'none'] as const;
export const BACKGROUNDS = ['white', 'dark', 'transparent'] as const;
export const PALETTES = ['colourBlindSafe', 'paper'] as const;
export type Palette = (typeof PALETTES)[number];

export interface PrintStyle {
  readonly width: number;
  /** Of the figures; a caption stands below it. */
  readonly height: number;
  readonly font: (typeof FONTS)[number];
  /** Of words and names; tick labels are a little smaller. */
  readonly fontSize: number;
  /** Of the lines of data. */
  readonly lineWidth: number;
  /** (a), (b), … before the figures; one figure alone has none. */
  readonly letters: boolean;
  readonly legend: (typeof LEGENDS)[number];
  readonly background: (typeof BACKGROUNDS)[number];
  readonly palette: Palette;
  /** Each figure's title above it. */
  readonly titles: boolean;
  /** What is shown, below all figures. */
  readonly caption: boolean;
}

export const FIGURE_FORMATS = ['pdf', 'svg', 'png', 'pgfplots', 'csv', 'json'] as const;
export type FigureFormat = (typeof FIGURE_FORMATS)[number];
