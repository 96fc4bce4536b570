import type { FigureText } from '../figures/figure-data';
import type { GroupMark } from './drawing';
import { group } from './marks';
import { DESCENT, LEADING, wordsOn, type Paper } from './paper';
import { PADDING } from './sheet-grid';
import { textMark, type Type } from './words/words';
import { wrap } from './words/wrap';

/** What is shown, below all figures. */
export interface SetCaption {
  readonly lines: readonly FigureText[];
  readonly type: Type;
  readonly height: number;
}

const SIZE = 0.9;
/** Above the first line, in em. */
const GAP = 0.8;

export function setCaption(paper: Paper, text: FigureText): SetCaption {
  const type = { ...paper.words, size: SIZE * paper.words.size };
  const width = paper.style.width - 2 * PADDING;
  const lines = wrap(text, width, (line) => wordsOn(paper, line, type).width);
  return { lines, type, height: (GAP + lines.length * LEADING) * type.size };
}

export function captionMarks(paper: Paper, { lines, type }: SetCaption): GroupMark {
  return group(
    'caption',
    lines.map((line, i) =>
      textMark(wordsOn(paper, line, type), {
        x: PADDING,
        y: paper.style.height + (GAP + (i + 1) * LEADING - DESCENT) * type.size - PADDING,
        anchor: 'start',
        colour: paper.theme.text,
      }),
    ),
  );
}
