import { stringify } from 'csv-stringify/sync';
import { plainText } from '@shared/figures/plain-text';
import type { FigureData, ReferenceLine } from '@shared/figures/figure-data';
import type { AnyFigure } from '@shared/figures/figure-request';
import type { HeatmapFigure } from '@shared/figures/heatmap-data';

const COLUMNS = ['figure', 'panel', 'kind', 'name', 'x', 'y', 'value', 'low', 'high', 'count', 'n'] as const;

/** What is left out is empty. */
type Row = Partial<Record<(typeof COLUMNS)[number], string | number | null>>;

/**
 * Every number of the figures, a row a point, exactly. `low` and `high` are the 95 % interval of y, in heatmaps of the
 * value; a line of theory across the whole plot has one coordinate.
 */
export function drawCsv(figures: readonly AnyFigure[]): string {
  const rows = figures.flatMap((drawn, i) => {
    const own = drawn.kind === 'lines' ? lineRows(drawn.figure) : heatmapRows(drawn.figure);
    return own.map((row): Row => ({ figure: `${i + 1} ${drawn.figure.id}`, ...row }));
  });
  return stringify(
    [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => cell(row[column])))],
    // RFC 4180.
    { record_delimiter: 'windows' },
  );
}

function cell(value: string | number | null | undefined): string {
  return value === null || value === undefined ? '' : String(value);
}

function lineRows({ panels }: FigureData): Row[] {
  return panels.flatMap(({ series, references }, i) => {
    const panel = i + 1;
    return [
      ...series.flatMap(({ id, label, points }) =>
        points.map((point): Row => ({ panel, kind: 'series', name: plainText(label || id), ...point })),
      ),
      ...references.flatMap((line) =>
        referencePoints(line).map((place): Row => ({
          panel,
          kind: 'reference',
          name: plainText(line.label || line.id),
          ...place,
        })),
      ),
    ];
  });
}

function referencePoints({ along }: ReferenceLine): Row[] {
  return 'points' in along ? along.points.map(([x, y]) => ({ x, y })) : [along];
}

function heatmapRows({ columns, lines, cells, steps }: HeatmapFigure): Row[] {
  return [
    ...cells.map(({ column, line, value, interval, count, n }): Row => ({
      panel: 1,
      kind: 'cell',
      x: columns.values[column]!.value,
      y: lines.values[line]!.value,
      value,
      low: interval?.[0] ?? null,
      high: interval?.[1] ?? null,
      count,
      n,
    })),
    // How many cells lie before the line, in each column or line of cells.
    ...steps.flatMap(({ id, label, across, counts }) =>
      counts.map((count, i): Row => ({
        panel: 1,
        kind: 'step',
        name: plainText(label || id),
        ...(across === 'columns' ? { x: columns.values[i]!.value } : { y: lines.values[i]!.value }),
        count,
      })),
    ),
  ];
}
