import { stringify } from 'csv-stringify/sync';
import type { Column, DataTable, Value } from './rows';

/** Rows that are put into text at a time. */
const ROWS_A_PIECE = 500;

/**
 * Rows as lines of comma-separated text. Numbers round-trip exactly; what is not finite is NaN, Infinity or -Infinity; an
 * empty field is a number that there is not.
 */
export function csvLines(rows: readonly (readonly Value[])[]): string {
  return stringify(
    rows.map((row) =>
      row.map((value) => (value === null ? '' : Object.is(value, -0) ? '-0' : String(value))),
    ),
  );
}

export function csvHeader(columns: readonly Column[]): string {
  return stringify([columns.map(({ name }) => name)]);
}

/** A table as comma-separated text, piece by piece. */
export function* csvPieces({ columns, rows }: DataTable): Generator<string> {
  yield csvHeader(columns);
  let piece: (readonly Value[])[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < ROWS_A_PIECE) continue;
    yield csvLines(piece);
    piece = [];
  }
  if (piece.length > 0) yield csvLines(piece);
}
