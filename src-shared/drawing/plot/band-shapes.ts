import type { FigurePoint, FigureSeries } from '../../figures/figure-data';

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

/** The outlines of a series' intervals: of its band, and of bars where no band can be. */
export interface BandShapes {
  readonly bands: readonly (readonly Place[])[];
  readonly bars: readonly (readonly Place[])[];
}

/**
 * A band is a polygon a stretch of points whose intervals the axis holds, along their upper ends and back along the lower
 * ones. A point that stands alone becomes a narrow bar, and so do all of a cloud of dots.
 *
 * An interval may reach what no axis can hold (0 and below on a logarithmic one). Where points are few, each of these becomes
 * a bar down to the axis' lower end: an edge to there from its neighbour's lower end would slope by where the axis happens to
 * end. The band of a curve of many points goes on along the lower end instead, with upright edges at the neighbours.
 */
export function bandShapes(
  { points, drawn, marked, beside }: Pick<FigureSeries, 'points' | 'drawn' | 'marked' | 'beside'>,
  { toPlace, least, halfWidth }: BandFrame,
): BandShapes {
  const bands: Place[][] = [];
  const bars: Place[][] = [];
  let upper: Place[] = [];
  let lower: Place[] = [];
  const addBar = (at: Place, bottom: number, most: number): void => {
    const { offset, half } = barBeside(most, drawn === 'dots' ? undefined : beside);
    bars.push(bar([at[0] + offset, at[1]], bottom, half));
  };
  const close = (): void => {
    if (upper.length === 1) addBar(upper[0]!, lower[0]![1], halfWidth);
    else if (upper.length > 1) bands.push([...upper, ...lower.reverse()]);
    upper = [];
    lower = [];
  };
  points.forEach((point, i) => {
    const { x, low, high } = point;
    if (low === null || high === null || high < least) {
      close();
      return;
    }
    const top = toPlace(x, high);
    const beyond = isBeyond(point, least);
    if (beyond && (marked || drawn === 'dots')) {
      close();
      const gaps = [points[i - 1], points[i + 1]].flatMap((other) =>
        drawn === 'dots' || other === undefined ? [] : [Math.abs(toPlace(other.x, high)[0] - top[0])],
      );
      addBar(top, toPlace(x, least)[1], Math.min(halfWidth, ...gaps.map((gap) => gap / 2)));
      return;
    }
    const before = points[i - 1];
    if (upper.length > 0 && before !== undefined && isBeyond(before, least) !== beyond)
      lower.push(toPlace(beyond ? before.x : x, least));
    upper.push(top);
    lower.push(toPlace(x, beyond ? least : low));
    if (drawn === 'dots') close();
  });
  close();
  return { bands, bars };
}

/** Whether an interval reaches what a logarithmic axis cannot hold. */
function isBeyond({ low }: FigurePoint, least: number): boolean {
  return low !== null && low <= 0 && least > 0;
}

/** Bars of figures laid over each other have together this many times the width of one. */
const WIDENED = 3;
/** Of its share of that width. */
const BAR_SHARE = 0.8;

/** How far from its point a bar stands, and half its width, where one alone would have this half width. */
export function barBeside(
  halfWidth: number,
  beside: FigureSeries['beside'],
): { readonly offset: number; readonly half: number } {
  if (beside === undefined || beside.count === 1) return { offset: 0, half: halfWidth };
  const { index, count } = beside;
  const share = (2 * halfWidth * Math.min(count, WIDENED)) / count;
  return { offset: (index - (count - 1) / 2) * share, half: (BAR_SHARE * share) / 2 };
}

function bar([x, top]: Place, bottom: number, halfWidth: number): Place[] {
  return [
    [x - halfWidth, top],
    [x + halfWidth, top],
    [x + halfWidth, bottom],
    [x - halfWidth, bottom],
  ];
}
