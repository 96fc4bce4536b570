import type { HeatmapCell, HeatmapFigure } from '@shared/figures/heatmap-data';
import { Table } from './table';

/** Cells line by line, from the lowest: the order in which TeX takes a matrix, which has no gaps. */
export function heatmapTable({ columns, lines, cells }: HeatmapFigure, file: string): Table {
  const places = lines.values.flatMap((_, line) => columns.values.map((_, column) => ({ column, line })));
  const inOrder = places.map(
    ({ column, line }) => cells.find((cell) => cell.column === column && cell.line === line) ?? null,
  );
  const table = new Table(file);
  table.say('shade: where the value stands on the scale of colours');
  const add = (name: string, value: (cell: HeatmapCell) => number | null): void =>
    table.add(
      name,
      inOrder.map((cell) => cell && value(cell)),
    );
  table.add(
    'column',
    places.map(({ column }) => column),
  );
  table.add(
    'line',
    places.map(({ line }) => line),
  );
  add('x', ({ column }) => columns.values[column]!.value);
  add('y', ({ line }) => lines.values[line]!.value);
  add('value', ({ value }) => value);
  add('shade', ({ shade }) => shade);
  add('low', ({ interval }) => interval?.[0] ?? null);
  add('high', ({ interval }) => interval?.[1] ?? null);
  add('n', ({ n }) => n);
  return table;
}
