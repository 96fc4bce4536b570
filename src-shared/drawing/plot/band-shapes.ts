import type { FigurePoint } from '../../figures/figure-data';

type Place = readonly [x: number, y: number];
/** Value coordinates to places on the screen or on paper. */
export type ToPlace = (x: number, y: number) => Place;

/**
 * The outlines of a band: a polygon a stretch of points that have an interval, along its upper ends and back along the
 * lower ones. A point that stands alone becomes a narrow bar. Ends that no axis can hold (0 and below on a logarithmic
 * one) are drawn at its lower end.
 *
 * @param least the axis' lower end. @param halfWidth of a bar, in units of places.
 */
export function bandShapes(
  points: readonly FigurePoint[],
  toPlace: ToPlace,
  least: number,
  halfWidth: number,
): Place[][] {
  const shapes: Place[][] = [];
  let upper: Place[] = [];
  let lower: Place[] = [];
  const close = (): void => {
    if (upper.length === 1) {
      const [[x, top], [, bottom]] = [upper[0]!, lower[0]!];
      shapes.push([
        [x - halfWidth, top],
        [x + halfWidth, top],
        [x + halfWidth, bottom],
        [x - halfWidth, bottom],
      ]);
    } else if (upper.length > 1) shapes.push([...upper, ...lower.reverse()]);
    upper = [];
    lower = [];
  };
  for (const { x, low, high } of points) {
    if (low === null || high === null || high < least) {
      close();
      continue;
    }
    upper.push(toPlace(x, high));
    lower.push(toPlace(x, Math.max(low, least)));
  }
  close();
  return shapes;
}
