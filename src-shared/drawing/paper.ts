import type { FigureText } from '../figures/figure-data';
import type { InkTheme } from './colours/inks';
import { printTheme } from './colours/print-theme';
import type { FontMetrics } from './drawing';
import type { PrintStyle } from './sheet';
import { remembered } from './words/remembered';
import { halfCap, setWords, type Type, type Words } from './words/words';

/** What figures are drawn on, and how. */
export interface Paper {
  readonly style: PrintStyle;
  readonly theme: InkTheme;
  readonly metrics: FontMetrics;
  /** Of titles of figures and axes. */
  readonly words: Type;
  /** Of tick labels and names of lines. */
  readonly labels: Type;
  /** Small lengths are given for words of 8 points, and are so many times as long here. */
  readonly unit: number;
  /** Width of axes, ticks and frames. */
  readonly hairline: number;
}

/** Labels are so much smaller than words. */
const LABELS = 0.875;
/** Nothing is set smaller than this, in points. */
export const LEAST_SIZE = 5;
/** From baseline to baseline, and from a label's middle to the next one's, in em. */
export const LEADING = 1.2;
/** What hangs below the baseline, in em. */
export const DESCENT = 0.25;
const USUAL_SIZE = 8;
const HAIRLINE = 0.5;

export function paperOf(style: PrintStyle, metrics: FontMetrics): Paper {
  const unit = style.fontSize / USUAL_SIZE;
  return {
    style,
    unit,
    hairline: HAIRLINE * unit,
    metrics: remembered(metrics),
    theme: printTheme(style.background, style.palette),
    words: { font: style.font, size: style.fontSize },
    labels: {
      font: style.font,
      size: Math.max(Math.min(LEAST_SIZE, style.fontSize), LABELS * style.fontSize),
    },
  };
}

export function wordsOn({ metrics }: Paper, text: FigureText, type: Type): Words {
  return setWords(text, type, metrics);
}

/** The baseline of words whose capitals have their middle at y. */
export function baselineAround({ metrics }: Paper, y: number, type: Type): number {
  return y + halfCap(type, metrics);
}
