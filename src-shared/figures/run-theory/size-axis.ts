import { linearAxis, logAxis } from '../axis';
import type { FigureAxis, FigureText } from '../figure-data';

/** Layers of minimisers are of size 1 or so; what is larger than this is diverging, over many decades. */
const DIVERGING = 1e3;

/** Of sizes of layers: linear, so that a corridor of a factor of two is seen, unless they diverge. */
export function sizeAxis(title: FigureText, values: readonly number[]): FigureAxis {
  return values.some((value) => value > DIVERGING) ? logAxis(title, values, true) : linearAxis(title, values);
}
