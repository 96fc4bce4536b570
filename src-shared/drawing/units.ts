/** Lengths in points of 1/72 inch. */

export const POINTS_PER_INCH = 72;
const MILLIMETRES_PER_INCH = 25.4;

export function inches(length: number): number {
  return length * POINTS_PER_INCH;
}

export function millimetres(length: number): number {
  return (length * POINTS_PER_INCH) / MILLIMETRES_PER_INCH;
}

export function toInches(points: number): number {
  return points / POINTS_PER_INCH;
}

export function toMillimetres(points: number): number {
  return (points * MILLIMETRES_PER_INCH) / POINTS_PER_INCH;
}
