import type { ExperimentRecord, RunRecord } from '@shared/contract/records';
import { plan, type Cell } from '@shared/experiment/plan';
import { MEASURES } from '@shared/training/run-result';
import type { ArchiveReader } from '../../core/ports';

/** A column of a table of data: its name and what kind of number or word it holds. */
export interface Column {
  readonly name: string;
  readonly kind: 'integer' | 'number' | 'text';
}

/** Null: there is none. */
export type Value = number | string | null;

/** A table that is read row by row, so that millions of them need little memory. */
export interface DataTable {
  readonly columns: readonly Column[];
  readonly rows: Iterable<readonly Value[]>;
}

const COORDINATES = ['learningRate', 'scale', 'depth', 'steps'] as const;

const PLACE: readonly Column[] = [
  { name: 'cell', kind: 'integer' },
  { name: 'learningRate', kind: 'number' },
  { name: 'scale', kind: 'number' },
  { name: 'depth', kind: 'integer' },
  { name: 'steps', kind: 'integer' },
  { name: 'repetition', kind: 'integer' },
];

function placeOf(run: RunRecord, cell: Cell): Value[] {
  return [run.cell, ...COORDINATES.map((name) => cell[name]), run.repetition];
}

/** Of a run that ended; a measure is null where the run does not have it. */
export const RUN_COLUMNS: readonly Column[] = [
  ...PLACE,
  { name: 'status', kind: 'text' },
  { name: 'outcome', kind: 'text' },
  { name: 'stepsTaken', kind: 'integer' },
  ...MEASURES.map((name): Column => ({ name, kind: 'number' })),
  { name: 'reason', kind: 'text' },
];

/** A run as a row of RUN_COLUMNS. */
export function runRow(run: RunRecord, cell: Cell): Value[] {
  const values = new Map(run.measures.map(({ measure, value }) => [measure, value]));
  return [
    ...placeOf(run, cell),
    run.status,
    run.outcome,
    run.stepsTaken,
    ...MEASURES.map((name) => values.get(name) ?? null),
    run.reason,
  ];
}

/** One row a run, in canonical order. */
export function runTable(archive: ArchiveReader, { id, spec }: ExperimentRecord): DataTable {
  const { cells } = plan(spec);
  return {
    columns: RUN_COLUMNS,
    rows: {
      *[Symbol.iterator]() {
        for (const run of archive.runs(id)) yield runRow(run, cells[run.cell]!);
      },
    },
  };
}

/** Long form: one row a recorded number, run by run, quantity by quantity, in time. */
export function traceTable(archive: ArchiveReader, { id, spec }: ExperimentRecord): DataTable {
  const { cells } = plan(spec);
  return {
    columns: [
      ...PLACE,
      { name: 'quantity', kind: 'text' },
      { name: 'step', kind: 'integer' },
      { name: 'value', kind: 'number' },
    ],
    rows: {
      *[Symbol.iterator]() {
        if (spec.trace === null) return;
        for (const run of archive.runs(id)) {
          const place = placeOf(run, cells[run.cell]!);
          for (const { quantity, every, values } of archive.traces(id, run)) {
            for (let i = 0; i < values.length; i += 1) yield [...place, quantity, i * every, values[i]!];
          }
        }
      },
    },
  };
}
