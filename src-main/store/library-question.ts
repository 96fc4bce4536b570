import type { Term } from '@shared/library/filter';
import type { LibrarySearch } from '../core/ports';
import { fullTextQuery } from './full-text-query';
import { OUTCOME_COLUMNS } from './outcome-columns';

/** SQL with its parameters: values are bound, never written into the text. */
export interface BoundSql {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

const LISTED = `
  SELECT key, id, name, status, total, finished, failed, created_at AS createdAt, started_at AS startedAt,
    finished_at AS finishedAt, program_version AS programVersion, notes <> '' AS hasNotes,
    deleted_at AS deletedAt, data_set AS digest, origin, starred, archived_at AS archivedAt, extends,
    content_bytes AS contentBytes, kernel_seconds AS kernelSeconds, cells,
    ${OUTCOME_COLUMNS.map(({ outcome, column }) => `${column} AS ${outcome}`).join(', ')}
  FROM experiment JOIN data_set ON digest = data_set`;

const SHELF: Record<LibrarySearch['shelf'], string> = {
  current: 'deleted_at IS NULL AND archived_at IS NULL',
  archived: 'deleted_at IS NULL AND archived_at IS NOT NULL',
  bin: 'deleted_at IS NOT NULL',
};

/** The experiments that answer to a search, in its order. */
export function libraryQuestion({ shelf, filter }: LibrarySearch): BoundSql {
  const conditions = filter.map(conditionOf);
  const where = ['hidden IS NULL', SHELF[shelf], ...conditions.map(({ sql }) => sql)].join(' AND ');
  return {
    sql: `${LISTED} WHERE ${where} ORDER BY key DESC`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function conditionOf(term: Term): BoundSql {
  if (term.kind !== 'text') throw new Error(`not yet: ${term.kind}`);
  const sql = `key ${term.negated ? 'NOT ' : ''}IN (SELECT rowid FROM experiment_text WHERE experiment_text MATCH ?)`;
  return { sql, parameters: [fullTextQuery(term)] };
}
