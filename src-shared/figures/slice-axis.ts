import { linearAxis, logAxis } from './axis';
import type { FigureAxis, FigureSeries, FigureSource } from './figure-data';
import type { GridSlice } from './grid-slice';
import { LEARNING_RATE, scaleTitle } from './phrases';
import { abscissae } from './slice-series';

/** Scales stand on a linear axis, learning rates on a logarithmic one. */
export function sliceAxis(
  source: FigureSource,
  slice: GridSlice,
  series: readonly FigureSeries[],
): FigureAxis {
  return slice.over === 'scale'
    ? linearAxis(scaleTitle(source.scaleSymbol), abscissae(series))
    : logAxis(LEARNING_RATE, abscissae(series), false);
}
