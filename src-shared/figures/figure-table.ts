import type { FigurePanel, FigureText } from './figure-data';

/** Every number of a panel, a row an abscissa: what a table beside the figure and a CSV file hold. */
export interface FigureTable {
  readonly columns: readonly FigureText[];
  readonly rows: readonly (readonly (number | null)[])[];
}

export function figureTable(panel: FigurePanel): FigureTable {
  const { x, y, series } = panel;
  if (series.some(({ drawn }) => drawn === 'dots')) return tableOfDots(panel);
  const abscissae = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))].sort(
    (a, b) => a - b,
  );
  const lookups = series.map(({ points }) => new Map(points.map((point) => [point.x, point])));
  const withInterval = series.map(({ points }) => points.some(({ low }) => low !== null));
  const withN = series.map(({ points }) => points.some(({ n }) => n > 1));
  return {
    columns: [
      x.title,
      ...series.flatMap(({ label }, i) => [
        label === '' ? y.title : label,
        ...(withInterval[i] ? ['low', 'high'] : []),
        ...(withN[i] ? ['n'] : []),
      ]),
    ],
    rows: abscissae.map((at) => [
      at,
      ...lookups.flatMap((lookup, i) => {
        const point = lookup.get(at);
        return [
          point?.y ?? null,
          ...(withInterval[i] ? [point?.low ?? null, point?.high ?? null] : []),
          ...(withN[i] ? [point?.n ?? null] : []),
        ];
      }),
    ]),
  };
}

/** A row a dot: several may have one abscissa. */
function tableOfDots({ x, y, series }: FigurePanel): FigureTable {
  return {
    columns: [x.title, ...series.map(({ label }) => (label === '' ? y.title : label))],
    rows: series
      .flatMap(({ points }, i) =>
        points.map((point) => [point.x, ...series.map((_, j) => (i === j ? point.y : null))]),
      )
      .sort((a, b) => a[0]! - b[0]!),
  };
}
