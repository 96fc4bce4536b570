import type { FigurePanel } from '../../figures/figure-data';
import type { Mark } from '../drawing';
import { right, within } from '../geometry';
import { polyline } from '../marks';
import { DESCENT, LEADING, LEAST_SIZE, wordsOn, type Paper } from '../paper';
import { textMark } from '../words/words';
import { namedEnds } from './name-ends';
import type { Places } from './places';
import { spreadLabels } from './spread-labels';

/** Names of upright lines, above the plot. */

const BETWEEN = 3;
/** From the plot up to the names: a hairline leads to names that had to move. */
const RISE = 3;

export function hasNamesAbove({ references }: FigurePanel): boolean {
  return references.some(({ along, label }) => 'x' in along && label !== '');
}

export function roomAbove(paper: Paper): number {
  return RISE * paper.unit + LEADING * paper.labels.size;
}

export function namesAbove(
  paper: Paper,
  panel: FigurePanel,
  { box, x }: Places,
): { marks: Mark[]; dropped: number } {
  const [between, rise] = [BETWEEN * paper.unit, RISE * paper.unit];
  const names = namedEnds(paper, panel)
    .filter(({ place }) => place === 'above')
    .sort((a, b) => a.at[0] - b.at[0]);
  if (names.length === 0) return { marks: [], dropped: 0 };
  const widest = Math.max(...names.map(({ text }) => wordsOn(paper, text, paper.labels).width));
  const each = (box.width + widest) / names.length - between;
  const { size } = paper.labels;
  const fitted = { ...paper.labels, size: within((size * each) / widest, Math.min(LEAST_SIZE, size), size) };
  const width = (widest * fitted.size) / size;
  const most = Math.max(1, Math.floor((box.width + width) / (width + between)));
  const kept = names.slice(0, most);
  const placed = spreadLabels(
    kept.map(({ at }) => x(at[0])),
    width + between,
    box.x,
    right(box),
  );
  const marks = kept.flatMap((name, i): Mark[] => {
    const at = x(name.at[0]);
    const middle = placed[i]!;
    return [
      polyline(
        [
          [
            [at, box.y],
            [middle, box.y - rise],
          ],
        ],
        { colour: name.colour, width: paper.hairline, dashes: null, opacity: 1 },
      ),
      textMark(wordsOn(paper, name.text, fitted), {
        x: middle,
        y: box.y - rise - DESCENT * 0.5 * fitted.size,
        anchor: 'middle',
        colour: name.wordColour,
      }),
    ];
  });
  return { marks, dropped: names.length - kept.length };
}
