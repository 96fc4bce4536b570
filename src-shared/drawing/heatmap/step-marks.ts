import type { HeatmapFigure, StepLine } from '../../figures/heatmap-data';
import type { Box, Mark } from '../drawing';
import { right } from '../geometry';
import { polyline, strokeOf } from '../marks';
import { baselineAround, LEADING, wordsOn, type Paper } from '../paper';
import { referenceStroke } from '../plot/data-marks';
import { textMark } from '../words/words';
import { cellBox } from './cells';
import { stepPoints } from './step-points';

/** Lines that theory draws between cells, and their names above. */

/** Of the name's sample and the gap behind it, in em. */
const SAMPLE = 1.6;
const SAMPLE_GAP = 0.4;
export const HALO = 1.6;

export function stepMarks(paper: Paper, figure: HeatmapFigure, plot: Box): Mark[] {
  const width = paper.style.lineWidth;
  return figure.steps.flatMap((step): Mark[] => {
    const line = [stepPoints(step, (column, row) => cellBox(figure, plot, column, row))];
    return [
      // A halo, so that it is seen on dark cells.
      polyline(line, strokeOf(paper.theme.surface, width + HALO * paper.unit)),
      polyline(line, strokeOf(paper.theme.theory, width, stepDashes(paper, step))),
    ];
  });
}

/** Those of theory's dotted lines; null for an unbroken line. */
export function stepDashes(paper: Paper, { stroke = 'solid' }: StepLine): readonly number[] | null {
  return referenceStroke(paper, stroke, paper.theme.theory).dashes;
}

export function stepNamesRoom(paper: Paper, { steps }: HeatmapFigure): number {
  return named(steps).length * LEADING * paper.labels.size;
}

/** @param start where names may begin: they end above the cells, beside which the colour bar has its labels. */
export function stepNames(paper: Paper, { steps }: HeatmapFigure, plot: Box, start: number): Mark[] {
  const { labels, theme, style } = paper;
  return named(steps).flatMap((step, i): Mark[] => {
    const words = wordsOn(paper, step.label, labels);
    const length = (SAMPLE + SAMPLE_GAP) * labels.size + words.width;
    const left = Math.max(start, Math.min(plot.x, right(plot) - length));
    const y = plot.y - (named(steps).length - i - 0.5) * LEADING * labels.size;
    return [
      polyline(
        [
          [
            [left, y],
            [left + SAMPLE * labels.size, y],
          ],
        ],
        strokeOf(theme.theory, style.lineWidth, stepDashes(paper, step)),
      ),
      textMark(words, {
        x: left + (SAMPLE + SAMPLE_GAP) * labels.size,
        y: baselineAround(paper, y, labels),
        anchor: 'start',
        colour: theme.text,
      }),
    ];
  });
}

function named(steps: readonly StepLine[]): StepLine[] {
  return steps.filter(({ label }) => label !== '');
}
