import { COMPARED_FIELDS } from '@shared/library/fields';
import { SPEC_FIELDS } from '@shared/experiment/spec-fields';
import { STATUSES } from '@shared/contract/records';
import { MEASURES } from '@shared/training/run-result';
import { OUTCOME_COLUMNS } from './outcome-columns';

/** SQL with its parameters, in the order of their marks: values are bound, never written into the text. */
export interface BoundSql {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

const plain = (sql: string): BoundSql => ({ sql, parameters: [] });

/** Where a name of the library's fields is found: one value an experiment, or several in a table beside it. */
export type FieldSource =
  | { readonly kind: 'single'; readonly value: BoundSql }
  | { readonly kind: 'several'; readonly from: string; readonly where: BoundSql; readonly column: string };

const single = (value: BoundSql): FieldSource => ({ kind: 'single', value });

/** By names of the columns of `experiment`. */
const COLUMNS: Readonly<Record<string, string>> = {
  name: 'name COLLATE NOCASE',
  runs: 'total',
  cells: 'cells',
  created: 'created_at',
  started: 'started_at',
  finished: 'finished_at',
  size: 'content_bytes',
  cost: 'kernel_seconds',
  starred: 'starred',
  failed: '1.0 * failed / nullif(finished + failed, 0)',
  ...Object.fromEntries(
    OUTCOME_COLUMNS.map(({ outcome, column }) => [outcome, `1.0 * ${column} / nullif(finished, 0)`]),
  ),
};

/** A runner that was killed could not say so: without one, what is said to run waits. */
export function statusColumn(runnerIsActive: boolean): string {
  return runnerIsActive ? 'status' : `iif(status = 'running', 'queued', status)`;
}

/** `field` is one of COMPARED_FIELDS or LIBRARY_ORDERS. */
export function sourceOf(field: string, runnerIsActive: boolean): FieldSource {
  if (field === 'status') return single(plain(statusColumn(runnerIsActive)));
  if (field === 'tag') return { kind: 'several', from: 'tag', where: plain('TRUE'), column: 'tag' };
  const column = COLUMNS[field];
  if (column !== undefined) return single(plain(column));
  if (field in SPEC_FIELDS)
    return {
      kind: 'several',
      from: 'spec_field',
      where: { sql: 'field = ?', parameters: [field] },
      column: 'value',
    };
  if ((MEASURES as readonly string[]).includes(field))
    return single({
      sql: `(
        SELECT sum / count FROM measure_summary
        WHERE experiment = experiment.key AND measure = (SELECT key FROM measure_name WHERE name = ?))`,
      parameters: [field],
    });
  throw new Error(`no field of the library: ${field}, of ${[...COMPARED_FIELDS.keys()].join(', ')}`);
}

/** What experiments are sorted by: of several values the least, or the greatest where it is from there down. */
export function orderOf(field: string, descending: boolean, runnerIsActive: boolean): BoundSql {
  if (field === 'status') {
    const ranks = STATUSES.map((status, rank) => `WHEN '${status}' THEN ${rank}`).join(' ');
    return plain(`CASE ${statusColumn(runnerIsActive)} ${ranks} END`);
  }
  const source = sourceOf(field, runnerIsActive);
  if (source.kind === 'single') return source.value;
  const { from, where, column } = source;
  return {
    sql: `(
      SELECT ${column} FROM ${from} WHERE experiment = experiment.key AND ${where.sql}
      ORDER BY ${column} ${descending ? 'DESC' : 'ASC'} LIMIT 1)`,
    parameters: where.parameters,
  };
}
