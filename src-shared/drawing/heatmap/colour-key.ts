import type { HeatmapCategory } from '../../figures/heatmap-data';
import { categoryColour } from '../colours/inks';
import type { Box, GroupMark } from '../drawing';
import { right } from '../geometry';
import { corners, group, polygon } from '../marks';
import { baselineAround, LEADING, wordsOn, type Paper } from '../paper';
import { textMark } from '../words/words';

/** What the colours of categories mean: swatches with their names, right of the cells. */

/** From the cells to the swatches, their side, and from there to the names, in em. */
const GAP = 0.8;
const SIDE = 0.9;
const WORDS_GAP = 0.4;

export function keyRoom(paper: Paper, categories: readonly HeatmapCategory[]): number {
  const widths = categories.map(({ label }) => wordsOn(paper, label, paper.labels).width);
  return (GAP + SIDE + WORDS_GAP) * paper.labels.size + Math.max(0, ...widths);
}

/** From the top in the order of the categories, at full strength. */
export function keySwatches(paper: Paper, categories: readonly HeatmapCategory[], plot: Box): GroupMark {
  const { labels, theme } = paper;
  const side = SIDE * labels.size;
  const x = right(plot) + GAP * labels.size;
  return group(
    'colour key',
    categories.flatMap(({ label, ink }, i) => {
      const middle = plot.y + (i + 0.5) * LEADING * labels.size;
      const box = { x, y: middle - side / 2, width: side, height: side };
      return [
        polygon([corners(box)], categoryColour(theme, ink, 1)),
        textMark(wordsOn(paper, label, labels), {
          x: x + side + WORDS_GAP * labels.size,
          y: baselineAround(paper, middle, labels),
          anchor: 'start',
          colour: theme.text,
        }),
      ];
    }),
  );
}
