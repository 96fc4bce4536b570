import type { AxisTick } from '../../figures/figure-data';
import type { HeatmapFigure } from '../../figures/heatmap-data';
import type { Box, Mark } from '../drawing';
import { bottom, type Size } from '../geometry';
import { plotted } from '../marks';
import { baselineAround, LEADING, wordsOn, type Paper } from '../paper';
import { belowWords, setTitle, titleRoom, upwardWords, type SetTitle, type Stretch } from '../plot/titles';
import { textMark } from '../words/words';
import { cellSize } from './cells';

/** Axes whose values stand beside each other, one a column or a line of cells. */

export const LABEL_GAP = 2;
/** Between labels, in em. */
const BETWEEN = 0.5;
/** So many columns may share a label before labels are turned instead. */
const MOST_SKIPPED = 2;

export interface SetCategories {
  /** A label for every so many columns or lines. */
  readonly everyColumn: number;
  readonly everyLine: number;
  /** Whether the labels of columns read upwards. */
  readonly upwards: boolean;
  readonly widestLine: number;
  /** Room of the labels below the cells. */
  readonly below: number;
  readonly columnTitle: SetTitle;
  readonly lineTitle: SetTitle;
}

export function setCategories(paper: Paper, figure: HeatmapFigure, plot: Size): SetCategories {
  const { labels } = paper;
  const { columns, lines } = figure;
  const cell = cellSize(figure, plot);
  const widest = (ticks: readonly AxisTick[]): number =>
    Math.max(0, ...ticks.map(({ label }) => wordsOn(paper, label, labels).width));
  const columnWidth = widest(columns.values);
  const skipped = Math.max(1, Math.ceil((columnWidth + BETWEEN * labels.size) / cell.width));
  const upwards = skipped > MOST_SKIPPED;
  return {
    upwards,
    everyColumn: upwards ? Math.max(1, Math.ceil((LEADING * labels.size) / cell.width)) : skipped,
    everyLine: Math.max(1, Math.ceil(labels.size / cell.height)),
    widestLine: widest(lines.values),
    below: LABEL_GAP * paper.unit + (upwards ? columnWidth : labels.size),
    columnTitle: setTitle(paper, columns.title, plot.width),
    lineTitle: setTitle(paper, lines.title, plot.height),
  };
}

export function categoriesLeft(paper: Paper, { widestLine, lineTitle }: SetCategories): number {
  return LABEL_GAP * paper.unit + widestLine + titleRoom(paper, lineTitle);
}

export function categoriesBelow(paper: Paper, { below, columnTitle }: SetCategories): number {
  return below + titleRoom(paper, columnTitle);
}

/** @param left where the sheet's column begins. */
export function categoryMarks(
  paper: Paper,
  figure: HeatmapFigure,
  set: SetCategories,
  plot: Box,
  left: number,
): Mark[] {
  const { labels, theme } = paper;
  const cell = cellSize(figure, plot);
  const colour = theme.text;
  const gap = LABEL_GAP * paper.unit;
  const columns = figure.columns.values.flatMap(({ label }, i): Mark[] => {
    if (i % set.everyColumn !== 0) return [];
    const words = wordsOn(paper, label, labels);
    const x = plot.x + (i + 0.5) * cell.width;
    return set.upwards
      ? [
          textMark(words, {
            x: baselineAround(paper, x, labels),
            y: bottom(plot) + gap,
            anchor: 'end',
            direction: 'up',
            colour,
          }),
        ]
      : [
          textMark(words, {
            x,
            y: baselineAround(paper, bottom(plot) + gap + labels.size / 2, labels),
            anchor: 'middle',
            colour,
          }),
        ];
  });
  const lines = figure.lines.values.flatMap(({ label }, i): Mark[] =>
    i % set.everyLine === 0
      ? [
          textMark(wordsOn(paper, label, labels), {
            x: plot.x - gap,
            y: baselineAround(paper, bottom(plot) - (i + 0.5) * cell.height, labels),
            anchor: 'end',
            colour,
          }),
        ]
      : [],
  );
  const stretch: Stretch = { from: plot.y, to: bottom(plot) + categoriesBelow(paper, set) };
  return [
    ...plotted([...columns, ...lines], 0),
    ...belowWords(paper, set.columnTitle, plot, bottom(plot) + set.below),
    ...upwardWords(paper, set.lineTitle, left, plot, stretch),
  ];
}
