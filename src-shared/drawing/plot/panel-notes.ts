import type { FigurePanel } from '../../figures/figure-data';
import type { Box, Mark } from '../drawing';
import { right } from '../geometry';
import { baselineAround, LEADING, wordsOn, type Paper } from '../paper';
import { textMark } from '../words/words';
import { coveredData, freest, type Crowd } from './crowding';
import { grounded } from './grounded';
import { INSET, spots, type Spot } from './spots';

/**
 * What a panel says of itself, where it covers nothing: as near to an upper corner as may be, or where there is nothing
 * else to be seen in the middle. The place is added to the crowd.
 */
export function panelNotes(paper: Paper, panel: FigurePanel, plot: Box, crowd: Crowd): Mark[] {
  if (panel.note === undefined) return [];
  const { labels, theme } = paper;
  const words = panel.note.split('\n').map((line) => wordsOn(paper, line, labels));
  const size = {
    width: Math.max(...words.map((line) => line.width)),
    height: words.length * LEADING * labels.size,
  };
  const empty = isEmpty(panel);
  const off = empty ? fromMiddle(plot) : (spot: Spot) => spot.inwards + UPPER * (spot.y - plot.y);
  const places = spots(size, plot, INSET * paper.unit).sort((a, b) => off(a) - off(b));
  const found = freest(places, crowd, coveredData);
  if (found === null) return [];
  const { box, covers } = found;
  crowd.taken.push(box);
  const leftmost = box.x + box.width / 2 < plot.x + plot.width / 2;
  const anchor = empty ? 'middle' : leftmost ? 'start' : 'end';
  const x = { start: box.x, middle: box.x + box.width / 2, end: right(box) }[anchor];
  return [
    ...(covers > 0 ? [] : grounded(paper, box)),
    ...words.map((line, i) =>
      textMark(line, {
        x,
        y: baselineAround(paper, box.y + (i + 0.5) * LEADING * labels.size, labels),
        anchor,
        colour: empty ? theme.muted : theme.text,
      }),
    ),
  ];
}

/** Lower places are a little worse. */
const UPPER = 0.1;

function isEmpty({ series }: FigurePanel): boolean {
  return series.every(({ points }) => points.every(({ y }) => y === null));
}

function fromMiddle(plot: Box): (spot: Box) => number {
  return ({ x, y, width, height }) =>
    Math.abs(x + width / 2 - plot.x - plot.width / 2) + Math.abs(y + height / 2 - plot.y - plot.height / 2);
}
