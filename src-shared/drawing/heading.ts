import type { FigureText } from '../figures/figure-data';
import type { Box, Mark } from './drawing';
import type { Margins } from './geometry';
import { DESCENT, LEADING, wordsOn, type Paper } from './paper';
import { textMark } from './words/words';
import { wrapEvenly } from './words/wrap';

/** A figure's letter, bold, and its title, above it. */

/** From the letter to the title, in em. */
const GAP = 0.5;
/** Below the last line, in em. */
const BELOW = 0.25;

/** Room of a heading over a cell of the sheet of this width. */
export function headingRoom(paper: Paper, title: FigureText, letter: string | null, width: number): number {
  const lines = Math.max(titleLines(paper, title, letter, width).length, letter === null ? 0 : 1);
  return lines === 0 ? 0 : (lines * LEADING + BELOW) * paper.words.size;
}

export function headingMarks(
  paper: Paper,
  title: FigureText,
  letter: string | null,
  plot: Box,
  { left, right, top }: Margins,
): Mark[] {
  const { words, theme } = paper;
  const start = plot.x - left;
  const baseline = (line: number): number =>
    plot.y - top + (line * LEADING + 1 - DESCENT + (LEADING - 1) / 2) * words.size;
  const lines = titleLines(paper, title, letter, left + plot.width + right);
  const from = start + letterRoom(paper, letter);
  const place = { anchor: 'start', colour: theme.text } as const;
  return [
    ...(letter === null
      ? []
      : [textMark(wordsOn(paper, letter, { ...words, bold: true }), { ...place, x: start, y: baseline(0) })]),
    ...lines.map((line, i) => textMark(wordsOn(paper, line, words), { ...place, x: from, y: baseline(i) })),
  ];
}

function titleLines(paper: Paper, title: FigureText, letter: string | null, width: number): FigureText[] {
  if (!paper.style.titles) return [];
  return wrapEvenly(
    title,
    width - letterRoom(paper, letter),
    (text) => wordsOn(paper, text, paper.words).width,
  );
}

function letterRoom(paper: Paper, letter: string | null): number {
  if (letter === null) return 0;
  return wordsOn(paper, letter, { ...paper.words, bold: true }).width + GAP * paper.words.size;
}
