import { fixedAxis, logAxis } from './axis';
import type {
  Convention,
  FigureAxis,
  FigureData,
  FigureSeries,
  FigureSource,
  ReferenceLine,
} from './figure-data';
import { defaultSlice, sliceLines, sliceRows, type GridSlice } from './grid-slice';
import { initialisationLine, pointAt } from './initialisation-line';
import {
  DISTANCE_CONVENTIONS,
  incompleteness,
  nothingYet,
  onLowerEdge,
  pooledSaid,
  runsEach,
  sliceTitle,
  survivorsSaid,
  withoutPoint,
} from './phrases';
import { sliceAxis } from './slice-axis';
import { heights, means, sliceSeries } from './slice-series';
import { boundsAt, criticalRates } from './theory-lines';

export interface DistanceOptions {
  readonly slice?: GridSlice;
  readonly convention?: Convention;
}

/** Figure 2's axis runs from -5 % to 105 % of the distance of a network that outputs zero. */
const BEYOND_ZERO_NETWORK = 0.05;

/**
 * The squared distance to the optimal regressor after training: over scale, a line a learning rate (figures 1a, 4a), or
 * over learning rate, a line a depth, with the critical rates (figure 2).
 */
export function distanceLines(source: FigureSource, options: DistanceOptions = {}): FigureData {
  const { spec, theory } = source;
  const slice = options.slice ?? defaultSlice(spec.grid);
  const convention = options.convention ?? 'exact';
  const factor = convention === 'exact' ? 1 : 1 / (theory?.data.d ?? NaN);
  const rows = sliceRows(source.rows, slice);
  const trained = sliceSeries(source, sliceLines(spec.grid, source.rows, slice), slice, (x, { row }) =>
    pointAt(x, row.finalSquaredDistance, factor),
  );
  const overScale = slice.over === 'scale';
  const series = overScale
    ? [...trained, initialisationLine(source, rows, 'initialSquaredDistance', factor)]
    : trained;
  const { title, said } = DISTANCE_CONVENTIONS[convention];
  const at = sliceTitle(slice, source);
  return {
    id: 'distance-lines',
    title: at === null ? 'Squared distance after training' : `Squared distance after training, ${at}`,
    panels: [
      {
        x: sliceAxis(source, slice, series),
        y: overScale
          ? logAxis(title, heights(series), true)
          : aroundZeroNetwork(source, title, factor, series),
        series,
        ...nothingYet(rows),
        references: overScale ? [] : trained.flatMap((line, i) => critical(source, line, i)),
      },
    ],
    caption: `${survivorsSaid(source.interval)}; ${runsEach(rows, 'point')}; ${said}.${overScale ? ` ${pooledSaid(spec)}` : ''}`,
    notes: [
      ...withoutPoint(trained, rows),
      ...(overScale ? onLowerEdge(series) : cutOff(source, factor, series)),
      ...incompleteness(rows),
    ],
  };
}

function critical(source: FigureSource, line: FigureSeries, index: number): ReferenceLine[] {
  const depth = [...source.spec.grid.depths].sort((a, b) => a - b)[index]!;
  return criticalRates(boundsAt(source, depth), line.ink);
}

function aroundZeroNetwork(
  { theory }: FigureSource,
  title: string,
  factor: number,
  series: readonly FigureSeries[],
): FigureAxis {
  const zero = theory
    ? factor * theory.data.wStarNorm * theory.data.wStarNorm
    : Math.max(0, ...means(series));
  return fixedAxis(title, -BEYOND_ZERO_NETWORK * zero, (1 + BEYOND_ZERO_NETWORK) * zero);
}

function cutOff({ theory }: FigureSource, factor: number, series: readonly FigureSeries[]): string[] {
  const zero = theory ? factor * theory.data.wStarNorm * theory.data.wStarNorm : Infinity;
  const beyond = [...means(series)].some((mean) => mean > (1 + BEYOND_ZERO_NETWORK) * zero);
  return beyond
    ? ['The axis ends just above the distance of a network that outputs zero: larger means are cut off.']
    : [];
}
