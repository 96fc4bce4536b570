import type { FigureAxis, FigurePanel } from '../../figures/figure-data';
import { log } from '../../numerics/elementary';
import type { Box } from '../drawing';
import { bottom, right } from '../geometry';

/** Where a panel's values stand on paper. */
export interface Places {
  readonly box: Box;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export function placesOf({ x, y }: FigurePanel, box: Box): Places {
  const across = placeAlong(x, box.x, right(box));
  return { box, x: (value) => across(drawable(value, x) ?? value), y: placeAlong(y, bottom(box), box.y) };
}

/** Values far off stand so many lengths of the axis away: files cannot hold every number. */
const FAR = 50;

/** From a value to its place between the axis' ends; what a logarithmic axis cannot hold is far before it. */
export function placeAlong(
  { scale, domain }: FigureAxis,
  from: number,
  to: number,
): (value: number) => number {
  const at = (value: number): number => (scale === 'linear' ? value : value > 0 ? log(value) : -Infinity);
  const low = at(domain[0]);
  const span = at(domain[1]) - low;
  return (value) => {
    const fraction = span === 0 ? 0.5 : (at(value) - low) / span;
    return from + (to - from) * Math.max(-FAR, Math.min(FAR, fraction));
  };
}

/** What of a value an axis can hold: zeros of a logarithmic one stand on its lower or left edge. */
export function drawable(value: number | null, { scale, domain }: FigureAxis): number | null {
  if (value === null || scale === 'linear') return value;
  return value < 0 ? null : Math.max(value, domain[0]);
}

/** Ticks at an axis' ends are there but for rounding. */
const ROUNDING = 1e-9;

/** Whether a value lies within the axis' ends. */
export function holds(axis: FigureAxis, value: number): boolean {
  const fraction = placeAlong(axis, 0, 1)(value);
  return fraction >= -ROUNDING && fraction <= 1 + ROUNDING;
}
