import { fixedAxis } from './axis';
import type { FigureData, FigureSource } from './figure-data';
import { defaultSlice, sliceLines, sliceRows, type GridSlice } from './grid-slice';
import { incompleteness, nothingYet, runsEach, sliceTitle } from './phrases';
import { sliceAxis } from './slice-axis';
import { sliceSeries } from './slice-series';

/** Figures 3 and 5: the share of runs that diverged as the authors count, over scale, a line a learning rate. */
export function divergenceLines(
  source: FigureSource,
  slice: GridSlice = defaultSlice(source.spec.grid),
): FigureData {
  const rows = sliceRows(source.rows, slice);
  const lines = sliceLines(source.spec.grid, source.rows, slice);
  const series = sliceSeries(source, lines, slice, (x, { row }) => ({
    x,
    y: row.finished === 0 ? null : row.diverged / row.finished,
    low: null,
    high: null,
    n: row.finished,
  }));
  const at = sliceTitle(slice, source);
  return {
    id: 'divergence-lines',
    title: at === null ? 'Share of runs that diverged' : `Share of runs that diverged, ${at}`,
    panels: [
      {
        x: sliceAxis(source, slice, series),
        y: fixedAxis('Share of runs that diverged', 0, 1),
        series,
        references: [],
        ...nothingYet(rows),
      },
    ],
    caption: `Runs whose final published sharpness is not a number, as the authors count divergence, as a share of the finished runs; ${runsEach(rows, 'point')}; no interval is drawn: the heatmap has Wilson’s.`,
    notes: incompleteness(rows),
  };
}
