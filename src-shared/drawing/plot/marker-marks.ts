import type { Marker } from '../../figures/figure-data';
import type { Fill, Mark } from '../drawing';
import type { Place } from '../geometry';
import { polygon, strokeOf } from '../marks';

export const DOTS_OPACITY = 0.55;
/** Of a dot that is an outline, in radii of a full one. */
export const OUTLINE = { radius: 1.15, width: 0.45 } as const;

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

/**
 * Whether a dot of a cloud is an outline: those with corners are, so that where clouds are laid over each other what lies
 * below shows, the full circles of the first above all.
 */
export function isOutline(marker: Marker): boolean {
  return markerCorners(marker) !== null;
}

/** A dot of a cloud. */
export function dotMark(marker: Marker, [x, y]: Place, radius: number, colour: string): Mark {
  const corners = markerCorners(marker);
  if (corners === null) return markerMark(marker, [x, y], radius, { colour, opacity: DOTS_OPACITY });
  const reach = OUTLINE.radius * radius;
  return {
    kind: 'path',
    lines: [corners.map(([dx, dy]): Place => [x + reach * dx, y + reach * dy])],
    closed: true,
    fill: null,
    stroke: strokeOf(colour, OUTLINE.width * radius),
  };
}
