import { markerCorners } from '@shared/drawing/plot/marker-marks';
import { MARKERS, type LineStroke, type Marker } from '@shared/figures/figure-data';

/** Dashes and gaps of lines in the window, in pixels; none for an unbroken line. */
export const LINE_DASHES: Readonly<Record<LineStroke, readonly number[]>> = {
  solid: [],
  dashed: [6, 4],
  dotted: [1.5, 3],
  dashDot: [6, 3, 1.5, 3],
  longDash: [12, 4],
  dashDotDot: [6, 3, 1.5, 3, 1.5, 3],
};

/** Outlines of markers about the origin, as SVG paths: those of paper. */
export const MARKER_PATHS = Object.fromEntries(MARKERS.map((marker) => [marker, pathOf(marker)])) as Readonly<
  Record<Marker, string>
>;

function pathOf(marker: Marker): string {
  const corners = markerCorners(marker);
  if (corners === null) return 'M-1,0A1,1,0,1,0,1,0A1,1,0,1,0,-1,0Z';
  return `M${corners.map(([x, y]) => `${x},${y}`).join('L')}Z`;
}
