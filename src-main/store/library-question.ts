import { dateSpan } from '@shared/library/dates';
import { COMPARED_FIELDS } from '@shared/library/fields';
import {
  isRange,
  type Comparison,
  type FilterRange,
  type FilterValue,
  type Flag,
  type Term,
  type Test,
} from '@shared/library/filter';
import type { LibrarySearch } from '../core/ports';
import { EXPERIMENT_COLUMNS } from './experiment-row';
import { fullTextQuery } from './full-text-query';
import { orderOf, sourceOf, statusColumn, type BoundSql } from './library-columns';

const SHELF: Record<LibrarySearch['shelf'], string> = {
  current: 'deleted_at IS NULL AND archived_at IS NULL',
  archived: 'deleted_at IS NULL AND archived_at IS NOT NULL',
  bin: 'deleted_at IS NOT NULL',
};

const FLAG: Record<Flag, string> = { starred: 'starred', annotated: `notes <> ''` };

/**
 * The experiments that answer to a search, in its order. Conditions on tables beside `experiment` are asked of these
 * tables' own keys, so that nothing is walked through but the few thousand experiments.
 */
export function libraryQuestion(search: LibrarySearch, runnerIsActive: boolean): BoundSql {
  const { order, limit } = search;
  const where = conditionsOf(search, runnerIsActive);
  const sortedBy = order && orderOf(order.by, order.descending, runnerIsActive);
  const sorting =
    sortedBy === null ? '' : `${sortedBy.sql} ${order!.descending ? 'DESC' : 'ASC'} NULLS LAST, `;
  return {
    sql: `SELECT ${EXPERIMENT_COLUMNS}, notes <> '' AS hasNotes, cells, ${statusColumn(runnerIsActive)} AS status
      FROM experiment JOIN data_set ON digest = data_set
      WHERE ${where.sql} ORDER BY ${sorting}key DESC LIMIT ?`,
    // To SQLite a negative limit is none.
    parameters: [...where.parameters, ...(sortedBy?.parameters ?? []), limit ?? -1],
  };
}

/** How many there are of what a search lists. */
export function libraryCount(
  search: Pick<LibrarySearch, 'shelf' | 'filter'>,
  runnerIsActive: boolean,
): BoundSql {
  const { sql, parameters } = conditionsOf(search, runnerIsActive);
  return { sql: `SELECT count(*) FROM experiment WHERE ${sql}`, parameters };
}

function conditionsOf(
  { shelf, filter }: Pick<LibrarySearch, 'shelf' | 'filter'>,
  runnerIsActive: boolean,
): BoundSql {
  const conditions = filter.map((term) => conditionOf(term, runnerIsActive));
  return {
    sql: ['hidden IS NULL', SHELF[shelf], ...conditions.map(({ sql }) => sql)].join(' AND '),
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function conditionOf(term: Term, runnerIsActive: boolean): BoundSql {
  const condition = positive(term, runnerIsActive);
  // NOT would leave out what has no value.
  return term.negated ? { ...condition, sql: `(${condition.sql}) IS NOT TRUE` } : condition;
}

function positive(term: Term, runnerIsActive: boolean): BoundSql {
  switch (term.kind) {
    case 'flag':
      return { sql: FLAG[term.flag], parameters: [] };
    case 'text':
      return {
        sql: 'key IN (SELECT rowid FROM experiment_text WHERE experiment_text MATCH ?)',
        parameters: [fullTextQuery(term)],
      };
    case 'comparison':
      return comparison(term, runnerIsActive);
  }
}

function comparison({ field, test }: Comparison, runnerIsActive: boolean): BoundSql {
  const source = sourceOf(field, runnerIsActive);
  const isDate = COMPARED_FIELDS.get(field)!.kind === 'date';
  const against = isDate ? dateTest : valueTest;
  if (source.kind === 'single') return against(source.value, test);
  const { from, where, column } = source;
  const asked = against({ sql: column, parameters: [] }, test);
  return {
    sql: `key IN (SELECT experiment FROM ${from} WHERE ${where.sql} AND ${asked.sql})`,
    parameters: [...where.parameters, ...asked.parameters],
  };
}

function valueTest(value: BoundSql, test: Test): BoundSql {
  if (test.operator !== 'in') return compared(value, test.operator, test.value);
  const ranges = test.values.filter(isRange);
  const single = test.values.filter((each): each is FilterValue => !isRange(each));
  const marks = single.map(() => '?').join(', ');
  return anyOf([
    ...(single.length === 0
      ? []
      : [{ sql: `${value.sql} IN (${marks})`, parameters: [...value.parameters, ...single] }]),
    ...ranges.map(({ from, to }) => between(value, from, to)),
  ]);
}

/** A date stands for all of its span: after 2026 is from 2027 on. */
function dateTest(value: BoundSql, test: Test): BoundSql {
  if (test.operator !== 'in') {
    const { start, end } = dateSpan(test.value as string)!;
    switch (test.operator) {
      case '<':
        return compared(value, '<', start);
      case '<=':
        return compared(value, '<', end);
      case '>':
        return compared(value, '>=', end);
      case '>=':
        return compared(value, '>=', start);
    }
  }
  return anyOf(
    test.values.map((each) => {
      const { from, to }: FilterRange = isRange(each) ? each : { from: each, to: each };
      const after = compared(value, '>=', dateSpan(from as string)!.start);
      const before = compared(value, '<', dateSpan(to as string)!.end);
      return {
        sql: `(${after.sql} AND ${before.sql})`,
        parameters: [...after.parameters, ...before.parameters],
      };
    }),
  );
}

function compared({ sql, parameters }: BoundSql, operator: string, bound: FilterValue): BoundSql {
  return { sql: `${sql} ${operator} ?`, parameters: [...parameters, bound] };
}

function between({ sql, parameters }: BoundSql, from: FilterValue, to: FilterValue): BoundSql {
  return { sql: `${sql} BETWEEN ? AND ?`, parameters: [...parameters, from, to] };
}

function anyOf(conditions: readonly BoundSql[]): BoundSql {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
