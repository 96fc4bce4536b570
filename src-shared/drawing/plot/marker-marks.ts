import type { Marker } from '../../figures/figure-data';
import type { Fill, Mark } from '../drawing';
import type { Place } from '../geometry';
import { polygon } from '../marks';

/** Corners on a circle round the origin, y downwards, so that shapes look as large as a circle of radius 1. */
const SHAPES: Readonly<Record<Exclude<Marker, 'circle'>, readonly Place[]>> = {
  square: [
    [-0.89, -0.89],
    [0.89, -0.89],
    [0.89, 0.89],
    [-0.89, 0.89],
  ],
  triangle: [
    [0, -1.4],
    [1.25, 0.8],
    [-1.25, 0.8],
  ],
  diamond: [
    [0, -1.4],
    [1.15, 0],
    [0, 1.4],
    [-1.15, 0],
  ],
  invertedTriangle: [
    [0, 1.4],
    [-1.25, -0.8],
    [1.25, -0.8],
  ],
  pentagon: [
    [0, -1.2],
    [1.14, -0.37],
    [0.71, 0.97],
    [-0.71, 0.97],
    [-1.14, -0.37],
  ],
};

/** The corners of a marker, in radii; null for a circle. */
export function markerCorners(marker: Marker): readonly Place[] | null {
  return marker === 'circle' ? null : SHAPES[marker];
}

export function markerMark(marker: Marker, [x, y]: Place, radius: number, fill: Fill): Mark {
  const corners = markerCorners(marker);
  if (corners === null) return { kind: 'circle', x, y, radius, fill, stroke: null };
  const outline = corners.map(([dx, dy]): Place => [x + radius * dx, y + radius * dy]);
  return polygon([outline], fill.colour, fill.opacity);
}
