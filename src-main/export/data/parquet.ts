import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Column, DataTable, Value } from './rows';

/** Rows of one group: what is in memory at a time, and what readers can skip. */
const ROWS_A_GROUP = 50_000;

const TYPES: Readonly<Record<Column['kind'], Partial<SchemaElement>>> = {
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
};

/** A table as a Parquet file, group by group. Numbers are float64 and exact; null is a number that there is not. */
export function* parquetPieces(
  { columns, rows }: DataTable,
  about: Readonly<Record<string, string>>,
): Generator<Uint8Array> {
  const bytes = new ByteWriter();
  let out: Uint8Array[] = [];
  const flush = (): void => {
    out.push(new Uint8Array(bytes.buffer.slice(0, bytes.index)));
    bytes.index = 0;
  };
  const parquet = new ParquetWriter({
    writer: Object.assign(bytes, { flush, finish: flush }),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, kind }): SchemaElement => ({
        name,
        repetition_type: 'OPTIONAL',
        ...TYPES[kind],
      })),
    ],
    // Statistics of readers that skip by them would be wrong for NaN.
    statistics: false,
    kvMetadata: Object.entries(about).map(([key, value]) => ({ key, value })),
    createdBy: 'Sharpness Workbench',
  });
  const take = function* (): Generator<Uint8Array> {
    yield* out;
    out = [];
  };
  let group: Value[][] = columns.map(() => []);
  const write = (): void => {
    void parquet.write({
      columnData: columns.map(({ name }, i) => ({
        name,
        data: group[i]!,
      })),
      rowGroupSize: ROWS_A_GROUP,
    });
    group = columns.map(() => []);
  };
  for (const row of rows) {
    row.forEach((value, i) => group[i]!.push(value));
    if (group[0]!.length < ROWS_A_GROUP) continue;
    write();
    yield* take();
  }
  if (group[0]!.length > 0) write();
  void parquet.finish();
  yield* take();
}
