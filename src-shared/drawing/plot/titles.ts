import type { FigureText } from '../../figures/figure-data';
import type { Box, Mark } from '../drawing';
import { within } from '../geometry';
import { DESCENT, LEADING, LEAST_SIZE, wordsOn, type Paper } from '../paper';
import { textMark, type Type } from '../words/words';
import { wrapEvenly } from '../words/wrap';

/** Titles of axes. */

/** Between labels and a title. */
const GAP = 2.5;
/** Where that saves a line, or lets a line fit, a title is set smaller by these factors. */
const SMALLER = [1, 0.95, 0.9, 0.85] as const;
/** Where nothing else helps. */
const SMALLEST = [0.8, 0.7, 0.6, 0.5] as const;

/** Spaces between words, or words and a formula: not inside one, nor between a quantity's name and its symbol. */
const BREAK = new RegExp(
  [
    '(?<!−) (?!−)',
    // An odd number of bars behind it: inside a norm.
    '(?!(?:[^‖]*‖[^‖]*‖)*[^‖]*‖[^‖]*$)',
    // "Sharpness S", but "Excess risk" and "R − R_{min}".
    '(?!\\p{L}(?:$| (?!−)))',
  ].join(''),
  'u',
);

/** What is worse than any number of lines: more than two of them, and one that does not fit. */
const MANY_LINES = 10;
const TOO_LONG = 100;

export interface SetTitle {
  readonly lines: readonly FigureText[];
  readonly type: Type;
}

/** A title in lines of this length, in as few as may be: rather smaller still than in more than two, or broken anywhere. */
export function setTitle(paper: Paper, title: FigureText, length: number): SetTitle {
  let best: SetTitle = { lines: [], type: paper.words };
  let least = Infinity;
  if (title === '') return best;
  const attempts = [
    { factors: SMALLER, breaks: BREAK, enough: MANY_LINES },
    { factors: SMALLEST, breaks: BREAK, enough: TOO_LONG },
    { factors: [...SMALLER, ...SMALLEST], breaks: undefined, enough: Infinity },
  ];
  for (const { factors, breaks, enough } of attempts) {
    for (const factor of factors) {
      const type = {
        ...paper.words,
        size: Math.max(factor * paper.words.size, Math.min(LEAST_SIZE, paper.words.size)),
      };
      const widthOf = (text: FigureText): number => wordsOn(paper, text, type).width;
      const lines = wrapEvenly(title, length, widthOf, breaks);
      const long = lines.filter((line) => widthOf(line) > length).length;
      const cost = lines.length + (lines.length > 2 ? MANY_LINES : 0) + TOO_LONG * long;
      if (cost < least) {
        best = { lines, type };
        least = cost;
      }
    }
    if (least < enough) break;
  }
  return best;
}

/** Room that a title takes from the labels of its axis outwards. */
export function titleRoom({ unit }: Paper, { lines, type }: SetTitle): number {
  return lines.length === 0 ? 0 : GAP * unit + lines.length * LEADING * type.size;
}

/** The baseline of a line of a title whose first line begins at 0. */
function baseline(line: number, { size }: Type): number {
  return (line * LEADING + (LEADING - 1) / 2 + 1 - DESCENT) * size;
}

/** A title centred below a plot whose labels end at y. */
export function belowWords(paper: Paper, { lines, type }: SetTitle, plot: Box, y: number): Mark[] {
  return lines.map((line, i) =>
    textMark(wordsOn(paper, line, type), {
      x: plot.x + plot.width / 2,
      y: y + GAP * paper.unit + baseline(i, type),
      anchor: 'middle',
      colour: paper.theme.text,
    }),
  );
}

/** How far words that read upwards may reach beyond the middle of their plot. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A title that reads upwards, from `left` on, in the middle of a plot's height where the stretch lets it. */
export function upwardWords(
  paper: Paper,
  { lines, type }: SetTitle,
  left: number,
  plot: Box,
  { from, to }: Stretch,
): Mark[] {
  return lines.map((line, i) => {
    const words = wordsOn(paper, line, type);
    const half = words.width / 2;
    return textMark(words, {
      x: left + baseline(i, type),
      y: within(plot.y + plot.height / 2, from + half, to - half),
      anchor: 'middle',
      direction: 'up',
      colour: paper.theme.text,
    });
  });
}
