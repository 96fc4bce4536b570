import type { FigurePanel, FigureSeries, LineStroke, ReferenceLine } from '../../figures/figure-data';
import { inkColour } from '../colours/inks';
import type { Box, GroupMark, Mark, Stroke } from '../drawing';
import { bottom, contains, right, type Place } from '../geometry';
import { group, polygon, polyline, strokeOf } from '../marks';
import type { Paper } from '../paper';
import { bandShapes, type BandShapes } from './band-shapes';
import { dotMark, markerMark } from './marker-marks';
import { drawable, type Places } from './places';

/** What a panel shows: bands, the lines of theory, and above them the series. */

export const BAND_OPACITY = 0.15;
/** In widths of a line. */
export const MARKER_RADIUS = 1.35;
export const BAR_HALF_WIDTH = 1.5;
/** Beside a point, for the outermost of six bars, in half widths of one. */
const BAR_ROOM = 2.9;
/** Lines of many points are thinner. */
export const FINE = 0.75;

export function dataMarks(paper: Paper, panel: FigurePanel, places: Places): Mark[] {
  const { series, references } = panel;
  return [
    group(
      'theory',
      references.map((line) => referenceMark(paper, line, places)),
      wholeLines(paper, places),
    ),
    ...series.map((one) => seriesGroup(paper, one, panel, places)),
  ];
}

function seriesGroup(paper: Paper, series: FigureSeries, panel: FigurePanel, places: Places): GroupMark {
  const colour = inkColour(paper.theme, series.ink);
  const dots = series.drawn === 'dots';
  const pieces = seriesPieces(series, panel, places);
  const { bands, bars } = seriesBands(series, panel, places);
  const lines = dots ? [] : pieces.filter((piece) => piece.length > 1);
  const alone = pieces.flatMap((piece) => (series.marked || dots || piece.length === 1 ? piece : []));
  // Markers on the plot's edge stay whole.
  const marked = alone.filter((place) => contains(grown(places, ROUNDING), place));
  const width = paper.style.lineWidth;
  const clipped: Mark[] = [
    ...(bands.length > 0 ? [polygon(outlines(bands), colour, BAND_OPACITY)] : []),
    ...(lines.length > 0 ? [polyline(lines, seriesStroke(paper, series, colour))] : []),
  ];
  return group(`series ${series.label || series.id}`, [
    ...(bars.length > 0
      ? [group('bars', [polygon(outlines(bars), colour, BAND_OPACITY)], roomForBars(places))]
      : []),
    ...(clipped.length > 0 ? [group('line', clipped, wholeLines(paper, places))] : []),
    ...marked.map((place) => {
      const [marker, radius] = [series.marker ?? 'circle', MARKER_RADIUS * width];
      return dots
        ? dotMark(marker, place, radius, colour)
        : markerMark(marker, place, radius, { colour, opacity: 1 });
    }),
  ]);
}

/** Lines of many points are fine; dashed ones have the dashes of theory's. */
export function seriesStroke(paper: Paper, { marked, stroke }: FigureSeries, colour: string): Stroke {
  const width = paper.style.lineWidth;
  const { dashes } = referenceStroke(paper, stroke ?? 'solid', colour);
  return strokeOf(colour, marked ? width : FINE * width, dashes);
}

/** What may be seen of lines: those on the plot's edge are as thick as the others. */
function wholeLines(paper: Paper, places: Places): Box {
  return grown(places, paper.style.lineWidth / 2);
}

/** Bars of points at the plot's sides are whole. */
function roomForBars({ box }: Places): Box {
  const room = BAR_ROOM * BAR_HALF_WIDTH;
  return { ...box, x: box.x - room, width: box.width + 2 * room };
}

function outlines(shapes: BandShapes['bands']): Place[][] {
  return shapes.map((shape) => [...shape]);
}

/** Values on an axis' end may fall outside it by rounding. */
const ROUNDING = 0.01;

function grown({ box: { x, y, width, height } }: Places, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The stretches of a line that nothing is missing from. */
export function seriesPieces({ points }: FigureSeries, panel: FigurePanel, places: Places): Place[][] {
  const pieces: Place[][] = [[]];
  for (const { x, y } of points) {
    const height = drawable(y, panel.y);
    if (height === null) pieces.push([]);
    else pieces.at(-1)!.push([places.x(x), places.y(height)]);
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** The outlines of a series' intervals. */
export function seriesBands(series: FigureSeries, { y }: FigurePanel, places: Places): BandShapes {
  const least = y.scale === 'log' ? y.domain[0] : -Infinity;
  const toPlace = (at: number, height: number): Place => [places.x(at), places.y(height)];
  return bandShapes(series, { toPlace, least, halfWidth: BAR_HALF_WIDTH });
}

/** Strokes of theory: a fraction of the lines of data, with dashes in points. */
export function referenceStroke(paper: Paper, stroke: LineStroke, colour: string): Stroke {
  const width = paper.style.lineWidth;
  switch (stroke) {
    case 'solid':
      return strokeOf(colour, 0.6 * width);
    case 'dashed':
      return strokeOf(colour, 0.8 * width, [4 * width, 2.5 * width]);
    case 'dotted':
      return strokeOf(colour, 0.9 * width, [0.9 * width, 1.8 * width]);
    case 'dashDot':
      return strokeOf(colour, 0.8 * width, [4 * width, 1.8 * width, width, 1.8 * width]);
    case 'longDash':
      return strokeOf(colour, 0.8 * width, [8 * width, 2.5 * width]);
    case 'dashDotDot':
      return strokeOf(
        colour,
        0.8 * width,
        [4, 1.8, 1, 1.8, 1, 1.8].map((part) => part * width),
      );
  }
}

function referenceMark(paper: Paper, line: ReferenceLine, places: Places): Mark {
  const colour = inkColour(paper.theme, line.ink);
  return polyline([referencePlaces(line, places)], referenceStroke(paper, line.stroke, colour));
}

export function referencePlaces({ along }: ReferenceLine, { box, x, y }: Places): Place[] {
  if ('points' in along) return along.points.map((point) => [x(point[0]), y(point[1])]);
  if ('y' in along) {
    const at = y(along.y);
    return [
      [box.x, at],
      [right(box), at],
    ];
  }
  const at = x(along.x);
  return [
    [at, box.y],
    [at, bottom(box)],
  ];
}
