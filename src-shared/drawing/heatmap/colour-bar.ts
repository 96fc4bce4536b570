import type { HeatmapFigure, HeatmapLegend } from '../../figures/heatmap-data';
import { shadeColour } from '../colours/inks';
import type { Box, GroupMark } from '../drawing';
import { bottom, right, type Place, type Size } from '../geometry';
import { corners, frame, group, plotted, polygon, polyline, strokeOf } from '../marks';
import { baselineAround, wordsOn, type Paper } from '../paper';
import { setTitle, titleRoom, upwardWords, type SetTitle } from '../plot/titles';
import { textMark } from '../words/words';

/** What a heatmap's colours mean: a bar right of it, with ticks and a title. */

/** From the cells to the bar, and its width, in em. */
const GAP = 0.8;
const WIDTH = 0.9;
export const TICK = 1.5;
export const LABEL_GAP = 1.5;
const STRIPS = 64;

type BarTick = HeatmapLegend['ticks'][number];

/** Nothing where the figure's own title says it. */
function barTitle(paper: Paper, { title, legend }: HeatmapFigure, plot: Size): SetTitle {
  const said = paper.style.titles && title.startsWith(legend.title);
  return setTitle(paper, said ? '' : legend.title, plot.height);
}

function labelsWidth(paper: Paper, { legend }: HeatmapFigure): number {
  return Math.max(0, ...legend.ticks.map(({ label }) => wordsOn(paper, label, paper.labels).width));
}

export function barRoom(paper: Paper, figure: HeatmapFigure, plot: Size): number {
  const { size } = paper.labels;
  const labels = (TICK + LABEL_GAP) * paper.unit + labelsWidth(paper, figure);
  return (GAP + WIDTH) * size + labels + titleRoom(paper, barTitle(paper, figure, plot));
}

export function barBox({ labels }: Paper, plot: Box): Box {
  return { ...plot, x: right(plot) + GAP * labels.size, width: WIDTH * labels.size };
}

export function colourBar(paper: Paper, figure: HeatmapFigure, plot: Box): GroupMark {
  const { theme, labels } = paper;
  const { legend } = figure;
  const bar = barBox(paper, plot);
  const at = (shade: number): number => bottom(bar) - shade * bar.height;
  // Each strip reaches down to the foot, under the next ones: no seams between them.
  const strips = Array.from({ length: STRIPS }, (_, i) => {
    const top = at((STRIPS - i) / STRIPS);
    const strip = { ...bar, y: top, height: bottom(bar) - top };
    return polygon([corners(strip)], shadeColour(theme, legend.ink, (STRIPS - i - 0.5) / STRIPS));
  });
  const ticks = legend.ticks.map(({ shade }): Place[] => [
    [right(bar), at(shade)],
    [right(bar) + TICK * paper.unit, at(shade)],
  ]);
  const edge = strokeOf(theme.text, paper.hairline);
  const labelLeft = right(bar) + (TICK + LABEL_GAP) * paper.unit;
  return group('colour bar', [
    ...plotted(
      [
        ...strips,
        frame(bar, edge),
        ...(ticks.length > 0 ? [polyline(ticks, edge)] : []),
        ...barLabels(paper, figure, plot).map(({ shade, label }) =>
          textMark(wordsOn(paper, label, labels), {
            x: labelLeft,
            y: baselineAround(paper, at(shade), labels),
            anchor: 'start',
            colour: theme.text,
          }),
        ),
      ],
      0,
    ),
    ...upwardWords(paper, barTitle(paper, figure, plot), labelLeft + labelsWidth(paper, figure), plot, {
      from: plot.y,
      to: bottom(plot),
    }),
  ]);
}

/** The ticks whose labels stand clear of each other, the ends first. */
export function barLabels({ labels }: Paper, { legend: { ticks } }: HeatmapFigure, plot: Size): BarTick[] {
  const gap = labels.size / plot.height;
  const kept: BarTick[] = [];
  for (const tick of [...ticks.slice(0, 1), ...ticks.slice(-1), ...ticks.slice(1, -1)]) {
    if (kept.every(({ shade }) => Math.abs(shade - tick.shade) >= gap)) kept.push(tick);
  }
  return kept;
}
