import type { FigurePanel } from '../../figures/figure-data';
import type { Box } from '../drawing';
import { overlap } from '../geometry';
import type { Paper } from '../paper';
import { MARKER_RADIUS, referencePlaces, seriesBands, seriesPieces } from './data-marks';
import { densityOf, type Density } from './density';
import type { Places } from './places';
import { sampledBand, sampledLine } from './sampled';

/** What stands on a plot, so that words can keep clear of it. */
export interface Crowd {
  /** Along all lines, some points apart. */
  readonly lines: Density;
  /** All over the bands. */
  readonly bands: Density;
  /** Lines and markers have a width. */
  readonly clearance: number;
  /** Words that were placed. */
  readonly taken: Box[];
}

/** Between words and what they keep clear of. */
const AIR = 0.5;

export function crowdOf(paper: Paper, panel: FigurePanel, places: Places): Crowd {
  const { box } = places;
  const lines = [
    ...panel.series.flatMap((series) =>
      series.drawn === 'dots'
        ? seriesPieces(series, panel, places)
            .flat()
            .map((at) => [at])
        : seriesPieces(series, panel, places),
    ),
    ...panel.references.map((line) => referencePlaces(line, places)),
  ];
  const bands = panel.series.flatMap((series) => {
    const intervals = seriesBands(series, panel, places);
    return [...intervals.bands, ...intervals.bars];
  });
  return {
    lines: densityOf(
      lines.flatMap((line) => sampledLine(line, box)),
      box,
    ),
    bands: densityOf(
      bands.flatMap((band) => sampledBand(band, box)),
      box,
    ),
    clearance: MARKER_RADIUS * paper.style.lineWidth + AIR,
    taken: [],
  };
}

/** Words on words are worse than words on lines. */
const TAKEN = 1000;

/** How much of lines and words a box would cover. */
export function covered(box: Box, { lines, clearance, taken }: Crowd): number {
  const words = taken.filter((other) => overlap(box, other)).length;
  return TAKEN * words + lines(grown(box, clearance));
}

/** How much of lines, bands and words a box would cover. */
export function coveredData(box: Box, crowd: Crowd): number {
  return covered(box, crowd) + crowd.bands(box);
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The first of the boxes that cover least. */
export function freest<T extends Box>(
  boxes: readonly T[],
  crowd: Crowd,
  covers: (box: Box, crowd: Crowd) => number,
): Freest<T> | null {
  let best: Freest<T> | null = null;
  for (const box of boxes) {
    const count = covers(box, crowd);
    if (best === null || count < best.covers) best = { box, covers: count };
    if (count === 0) break;
  }
  return best;
}

export interface Freest<T> {
  readonly box: T;
  readonly covers: number;
}
