import { WorkbenchError } from '@shared/contract/errors';
import { connectToRead, type Connection } from './connection';
import { translated } from './failures';
import { layoutOf } from './identity';
import { latestLayout } from './migrate';
import { library } from './migrations/0050-library';

export interface CheckOptions {
  /** Also compares indexes with their tables, references with what they name and counts with what they count. */
  readonly thorough?: boolean;
}

/**
 * Looks through the whole file; blocks for about a second a gigabyte, so it runs in a thread of its own (see
 * check-archive.ts).
 * @returns What is wrong, one sentence each; nothing for a sound archive.
 */
export function quickCheck(file: string, options: CheckOptions = {}): string[] {
  let database: Connection | null = null;
  try {
    database = connectToRead(file, {});
    const layout = layoutOf(database, file, latestLayout());
    if (layout === null) return [];
    return options.thorough === true
      ? thoroughProblems(database, layout)
      : pageProblems(database, 'quick_check');
  } catch (error) {
    const failure = translated(error, file);
    if (failure instanceof WorkbenchError && failure.code === 'store-damaged') return [failure.message];
    throw failure;
  } finally {
    database?.close();
  }
}

function pageProblems(database: Connection, pragma: 'quick_check' | 'integrity_check'): string[] {
  const rows = database.prepare<[], string>(`PRAGMA ${pragma}`).pluck().all();
  return rows.length === 1 && rows[0] === 'ok' ? [] : rows;
}

function thoroughProblems(database: Connection, layout: number): string[] {
  const pages = pageProblems(database, 'integrity_check');
  // Broken pages make the other questions senseless.
  return pages.length > 0 ? pages : [...referenceProblems(database), ...countProblems(database, layout)];
}

function referenceProblems(database: Connection): string[] {
  const broken = database.pragma('foreign_key_check') as { table: string; parent: string }[];
  return broken.map(({ table, parent }) => `A row of ${table} names a ${parent} that is not there.`);
}

/** One transaction in effect: a single statement, so that a writer beside it cannot come in between. */
function countProblems(database: Connection, layout: number): string[] {
  // What is hidden is on its way in or out, and has some of its runs.
  const visible = layout >= library.layout ? 'hidden IS NULL' : 'TRUE';
  return database
    .prepare<[], string>(
      `SELECT name FROM experiment
       WHERE ${visible} AND (
         finished <> (SELECT count(*) FROM run WHERE experiment = experiment.key AND outcome IS NOT NULL)
         OR failed <> (SELECT count(*) FROM run WHERE experiment = experiment.key AND outcome IS NULL))
       ORDER BY key`,
    )
    .pluck()
    .all()
    .map((name) => `The counts of experiment "${name}" do not agree with its runs.`);
}
