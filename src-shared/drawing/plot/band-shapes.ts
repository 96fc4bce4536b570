import type { FigureSeries } from '../../figures/figure-data';

type Place = readonly [x: number, y: number];
/** Value coordinates to places on the screen or on paper. */
export type ToPlace = (x: number, y: number) => Place;

/** Where a band's outlines are drawn. */
export interface BandFrame {
  readonly toPlace: ToPlace;
  /** The axis' lower end; −∞ where the axis holds every number. */
  readonly least: number;
  /** Of a bar, in units of places; bars that stand closer touch. */
  readonly halfWidth: number;
}

/**
 * The outlines of a band: a polygon a stretch of points whose intervals the axis holds, along their upper ends and back along
 * the lower ones. A point that stands alone becomes a narrow bar, and so do all of a cloud of dots. So does one whose
 * interval reaches what no axis can hold (0 and below on a logarithmic one), down to the axis' lower end: an edge to there
 * from its neighbour's lower end would slope by where the axis happens to end.
 */
export function bandShapes(
  { points, drawn }: Pick<FigureSeries, 'points' | 'drawn'>,
  { toPlace, least, halfWidth }: BandFrame,
): Place[][] {
  const shapes: Place[][] = [];
  let upper: Place[] = [];
  let lower: Place[] = [];
  const close = (): void => {
    if (upper.length === 1) shapes.push(bar(upper[0]!, lower[0]![1], halfWidth));
    else if (upper.length > 1) shapes.push([...upper, ...lower.reverse()]);
    upper = [];
    lower = [];
  };
  points.forEach(({ x, low, high }, i) => {
    if (low === null || high === null || high < least) close();
    else if (low <= 0 && least > 0) {
      close();
      const top = toPlace(x, high);
      const gaps = [points[i - 1], points[i + 1]].flatMap((other) =>
        drawn === 'dots' || other === undefined ? [] : [Math.abs(toPlace(other.x, high)[0] - top[0])],
      );
      shapes.push(bar(top, toPlace(x, least)[1], Math.min(halfWidth, ...gaps.map((gap) => gap / 2))));
    } else {
      upper.push(toPlace(x, high));
      lower.push(toPlace(x, low));
      if (drawn === 'dots') close();
    }
  });
  close();
  return shapes;
}

function bar([x, top]: Place, bottom: number, halfWidth: number): Place[] {
  return [
    [x - halfWidth, top],
    [x + halfWidth, top],
    [x + halfWidth, bottom],
    [x - halfWidth, bottom],
  ];
}
