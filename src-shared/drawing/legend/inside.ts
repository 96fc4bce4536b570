import type { Box, Mark } from '../drawing';
import type { Paper } from '../paper';
import { coveredData, freest, type Crowd } from '../plot/crowding';
import { grounded } from '../plot/grounded';
import { INSET, spots } from '../plot/spots';
import type { LegendEntry } from './entries';
import { inColumns, legendMarks, type SetLegend } from './set-legend';

/** A legend on the plot, where it covers nothing. */

const MOST_COLUMNS = 5;
const SHRINKING = 0.95;
/** Of the labels' size; and in points, where that is more. */
const SMALLEST = 0.75;
const LEAST_LEGEND = 6;

export interface InsideLegend {
  readonly legend: SetLegend;
  readonly box: Box;
  /** 0 where it stands free. */
  readonly covers: number;
}

export function smallestLegend({ labels }: Paper): number {
  return Math.min(labels.size, Math.max(LEAST_LEGEND, SMALLEST * labels.size));
}

/** @returns the largest legend that covers nothing, else the one that covers least; null where the plot is too small. */
export function setInside(
  paper: Paper,
  entries: readonly LegendEntry[],
  plot: Box,
  crowd: Crowd,
): InsideLegend | null {
  const { labels, unit } = paper;
  const least = smallestLegend(paper);
  let best: InsideLegend | null = null;
  for (let size = labels.size; size >= least && best?.covers !== 0; size *= SHRINKING) {
    const legends = Array.from({ length: Math.min(MOST_COLUMNS, entries.length) }, (_, i) =>
      inColumns(paper, entries, { ...labels, size }, i + 1),
    );
    const places = legends
      .flatMap((legend) => spots(legend, plot, INSET * unit).map((spot) => ({ ...spot, legend })))
      // Corners first; of places as good the narrower legend.
      .sort((a, b) => a.inwards - b.inwards);
    const found = freest(places, crowd, coveredData);
    if (found !== null && found.covers < (best?.covers ?? Infinity))
      best = { legend: found.box.legend, box: found.box, covers: found.covers };
  }
  return best;
}

/** Its ground hides grid lines, never data. */
export function insideMarks(paper: Paper, { legend, box, covers }: InsideLegend): Mark[] {
  return [...(covers > 0 ? [] : grounded(paper, box)), ...legendMarks(paper, legend, [box.x, box.y])];
}
