import { exp, log } from '../../numerics/elementary';
import type { ProductExperiment } from '../../theory/residual/residual-products';
import { logTicks } from '../axis';
import type { FigureAxis, FigureText, Ink } from '../figure-data';
import { formatSetting } from '../format-number';

export const THEORY: Ink = { kind: 'theory' };

/** A little above 1, so that what is certain is seen. */
const TOP = 1.6;

/** A logarithmic axis of probabilities down to `least`. */
export function probabilityAxis(title: FigureText, least: number): FigureAxis {
  return { title, scale: 'log', domain: [least, TOP], ticks: logTicks(least, TOP) };
}

type Point = readonly [u: number, y: number];

/** The part of a curve that such an axis shows, cut where it crosses the ends: straight on logarithmic axes. */
export function visible(points: readonly Point[], least: number): Point[] {
  const inside = ([, y]: Point): boolean => y >= least && y <= TOP;
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    const own = inside(point) ? [point] : [];
    if (next === undefined || inside(point) === inside(next)) return own;
    const out = inside(point) ? next : point;
    return [...own, crossing(point, next, out[1] > TOP ? TOP : least)];
  });
}

function crossing([u, y]: Point, [nextU, nextY]: Point, level: number): Point {
  const share = log(level / y) / log(nextY / y);
  // A bound beyond float64, or one that is 0, is left at the point that is shown.
  if (!Number.isFinite(share)) return [y <= TOP && y >= level ? u : nextU, level];
  return [u * exp(share * log(nextU / u)), level];
}

/** What was drawn, in a sentence. */
export function drawnSaid({ draws, width, depth, scale }: ProductExperiment): string {
  return `${draws} networks of ${depth} layers I + s/√(Ld) N_{k}, d = ${width}, s = ${formatSetting(scale)}.`;
}
