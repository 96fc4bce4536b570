import { bandShapes, barBeside } from '@shared/drawing/plot/band-shapes';
import { BAND_OPACITY, BAR_HALF_WIDTH } from '@shared/drawing/plot/data-marks';
import type { FigurePanel, FigureSeries } from '@shared/figures/figure-data';
import { held } from './held';
import { bp } from './lengths';
import { coordinates } from './reference-plot';
import type { Table } from './table';

/** Outlines of the 95 % intervals, closed polygons between rows of "nan"; what has a bar has a thick line. */
export function bandPlots(
  series: FigureSeries,
  panel: FigurePanel,
  colour: string,
  table: Table,
  prefix: string,
): string[] {
  const least = panel.y.scale === 'log' ? panel.y.domain[0] : -Infinity;
  const { bands, bars } = bandShapes(series, {
    toPlace: (x, y) => [x, held(y, panel.y, true) ?? NaN],
    least,
    halfWidth: 0,
  });
  const { offset, half } = barBeside(BAR_HALF_WIDTH, series.drawn === 'dots' ? undefined : series.beside);
  const shift = offset === 0 ? '' : `xshift=${bp(offset)}, `;
  const outlines = bands.flatMap((shape) => [...shape, shape[0]!, [null, null] as const]);
  if (outlines.length > 0) {
    table.add(
      `${prefix}-band-x`,
      outlines.map(([x]) => x),
    );
    table.add(
      `${prefix}-band-y`,
      outlines.map(([, y]) => y),
    );
  }
  return [
    ...(outlines.length > 0
      ? [
          `\\addplot[draw=none, fill=${colour}, fill opacity=${BAND_OPACITY}] table[x=${prefix}-band-x, y=${prefix}-band-y] {${table.name}};`,
        ]
      : []),
    ...bars.map(
      ([top, , bottom]) =>
        `\\addplot[${shift}color=${colour}, opacity=${BAND_OPACITY}, line width=${bp(2 * half)}, no marks] coordinates {${coordinates([top!, bottom!])}};`,
    ),
  ];
}
