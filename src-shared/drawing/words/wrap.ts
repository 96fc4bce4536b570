import type { FigureText } from '../../figures/figure-data';

export type Measure = (text: FigureText) => number;

/** Spaces where a line may end: not inside scripts, nor beside signs that hold what they join together. */
const BREAK = /(?<![=±×<>≤≥≈]) (?![=±×<>≤≥≈%])(?![^{]*\})/u;

/**
 * Lines of at most this width where words are short enough, as many words in each as fit.
 * @param breaks what is between words.
 */
export function wrap(text: FigureText, width: number, measure: Measure, breaks = BREAK): FigureText[] {
  const lines: FigureText[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(breaks)) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measure(longer) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    if (line !== '') lines.push(line);
  }
  return lines;
}

const WIDENING = 1.04;

/** As few lines as `wrap` needs, about equally long. */
export function wrapEvenly(text: FigureText, width: number, measure: Measure, breaks = BREAK): FigureText[] {
  const lines = wrap(text, width, measure, breaks);
  if (lines.length < 2) return lines;
  for (let even = measure(text) / lines.length; even < width; even *= WIDENING) {
    const tried = wrap(text, even, measure, breaks);
    if (tried.length <= lines.length && tried.every((line) => measure(line) <= width)) return tried;
  }
  return lines;
}
