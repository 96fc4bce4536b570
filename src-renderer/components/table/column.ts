/** A column of a DataTable. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Its sign beside the title, in TeX. */
  readonly symbol?: string;
  /** Whether its header has room for the sign only. */
  readonly compact?: boolean;
  /** A CSS grid track: '120px', 'minmax(160px, 1fr)'. */
  readonly width: string;
  readonly align?: 'left' | 'right';
  /** More about it, on hover over its header. */
  readonly about?: string;
  /** What it sorts by and, without `text`, shows; null sorts last. */
  readonly value: (row: Row) => string | number | null;
  /** As it is shown and copied. */
  readonly text?: (row: Row) => string;
  /** More about a cell, on hover; its text where there is none. */
  readonly hover?: (row: Row) => string;
  readonly sortable?: boolean;
  /** Whether it keeps its width and its place. */
  readonly fixed?: boolean;
}

export interface SortOrder {
  readonly key: string;
  readonly descending: boolean;
}

export function cellText<Row>(column: Column<Row>, row: Row): string {
  const text = column.text?.(row) ?? column.value(row);
  return text === null ? '–' : String(text);
}

export function cellHover<Row>(column: Column<Row>, row: Row): string {
  return column.hover?.(row) ?? cellText(column, row);
}

/** Rows in an order; equal ones stay as they were, and rows without a value come last either way. */
export function sorted<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  order: SortOrder | null,
): readonly Row[] {
  const column = order && columns.find(({ key }) => key === order.key);
  if (!column) return rows;
  const sign = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.value(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
      return sign * String(a.value).localeCompare(String(b.value), 'en', { numeric: true });
    })
    .map(({ row }) => row);
}

/** A table as tab-separated text, header first. */
export function asTsv<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const clean = (text: string): string => text.replace(/[\t\r\n]+/g, ' ');
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column) => cellText(column, row))),
  ];
  return lines.map((line) => line.map(clean).join('\t')).join('\n');
}
