import type { Drawing, Mark, TextMark } from '@shared/drawing/drawing';
import { rounded } from '../decimal';
import { latex } from './latex';

/** Words shorter than this, in em, have room to grow; those of twice this tell how wide a font is. */
const SHORT = 1.5;
const MOST_TRIED = 12;

/**
 * TeX that fits words in the font of the document into the room that the layout has for them in its own: \wordscale
 * makes all so much smaller as the widest of them are too wide together, \fit the single one that still is.
 */
export function wordScale({ marks }: Drawing): string[] {
  const widest = wordsOf(marks)
    .filter((mark) => isWide(mark, 2 * SHORT))
    .sort((a, b) => b.width / b.size - a.width / a.size);
  const tried = new Set<string>();
  for (const { words, size, width } of widest) {
    if (tried.size < MOST_TRIED) tried.add(`\\try{${rounded(size)}}{${rounded(width)}}{${latex(words)}}%`);
  }
  return [
    '% Words shrink where the font of the document is wider than the one they were laid out in.',
    '\\def\\roomforwords{0pt}\\def\\widthofwords{0pt}\\def\\wordscale{1}%',
    '\\def\\try#1#2#3{\\setbox0=\\hbox{\\fontsize{#1bp}{#1bp}\\selectfont#3}%',
    '  \\edef\\roomforwords{\\the\\dimexpr\\roomforwords+#2bp}\\edef\\widthofwords{\\the\\dimexpr\\widthofwords+\\wd0}%',
    '  \\pgfmathsetmacro\\wordscale{min(1,\\roomforwords/\\widthofwords)}}%',
    '\\def\\fit#1#2{\\setbox0=\\hbox{#2}\\pgfmathsetmacro\\fitscale{min(1,#1bp/\\wordscale/\\the\\wd0)}\\scalebox{\\fitscale}{\\box0}}%',
    ...tried,
  ];
}

/** Words that may not be wider than they were laid out. */
export function fitted(mark: TextMark): string {
  return isWide(mark) ? `\\fit{${rounded(mark.width)}}{${latex(mark.words)}}` : latex(mark.words);
}

function isWide({ width, size }: TextMark, ems = SHORT): boolean {
  return width > ems * size;
}

function wordsOf(marks: readonly Mark[]): TextMark[] {
  return marks.flatMap((mark) =>
    mark.kind === 'group' ? wordsOf(mark.marks) : mark.kind === 'text' ? [mark] : [],
  );
}
