import { WorkbenchError } from '@shared/contract/errors';
import { connectToRead, type Connection } from './connection';
import { damaged, guarded, translated } from './failures';
import { layoutOf } from './identity';
import { latestLayout } from './migrate';
import { dropCompanions, dropDraft, syncToDisk } from './drafts';
import { quickCheck } from './quick-check';

/** What a thread of its own does with whole archives: it writes the file `target`, which must not be there. */
export interface CareRequest {
  /** copy: page by page, as it is at one moment; compact: anew, without the pages that nothing uses. */
  readonly kind: 'copy' | 'compact';
  readonly source: string;
  readonly target: string;
}

/** Called now and then with the part that is done, from 0 to 1. */
export type CareProgress = (done: number) => void;

/** Does a request, here or in a thread; aborted, it rejects with 'interrupted' and leaves no file. */
export type CareWork = (
  request: CareRequest,
  onProgress?: CareProgress,
  signal?: AbortSignal,
) => Promise<void>;

/** 8 MiB at a time: other work of this process comes in between. */
const PAGES_A_STEP = 2048;
/** Writing is so much of it, looking at what was written the rest. */
const WRITING_SHARE = 0.9;

/**
 * Does a request in this thread, which it blocks for seconds a gigabyte. What was written was read again and found
 * whole, with as many rows of each kind, and lies on the disk.
 */
export const careHere: CareWork = async ({ kind, source, target }, onProgress = () => undefined, signal) => {
  const database = openSource(source);
  try {
    if (kind === 'compact') {
      // Nobody may write meanwhile: what came after this moment would not be in the new file.
      database.prepare('VACUUM INTO ?').run(target);
    } else {
      // The copy would start over with each commit of another process, perhaps for ever: it reads from one snapshot.
      database.exec('BEGIN');
      layoutOf(database, source, latestLayout());
      await database.backup(target, {
        progress: ({ totalPages, remainingPages }) => {
          if (signal?.aborted === true) throw interrupted();
          if (totalPages > 0) onProgress((WRITING_SHARE * (totalPages - remainingPages)) / totalPages);
          return PAGES_A_STEP;
        },
      });
    }
    onProgress(WRITING_SHARE);
    const problems = quickCheck(target);
    if (problems.length > 0) throw damaged(target, new Error(problems[0]));
    requireSameRows(database, source, target);
    syncToDisk(target);
  } catch (error) {
    dropDraft(target);
    throw translated(error, target);
  } finally {
    database.close();
    dropCompanions(target);
  }
  onProgress(1);
};

export function interrupted(): WorkbenchError {
  return new WorkbenchError('interrupted', 'It was cancelled; nothing was changed.');
}

function openSource(source: string): Connection {
  const database = guarded(source, () => connectToRead(source, {}));
  try {
    layoutOf(database, source, latestLayout());
    return database;
  } catch (error) {
    database.close();
    throw translated(error, source);
  }
}

/** What was written holds as many rows as what it was written from, in every table. */
function requireSameRows(source: Connection, path: string, target: string): void {
  const written = connectToRead(target, {});
  try {
    const expected = rowCounts(source);
    const found = rowCounts(written);
    const other = Object.keys(expected).find((table) => found[table] !== expected[table]);
    if (other === undefined) return;
    throw damaged(
      path,
      new Error(
        `its copy holds ${found[other] ?? 'no'} rows of ${other} where it holds ${String(expected[other])}`,
      ),
    );
  } finally {
    written.close();
  }
}

function rowCounts(database: Connection): Record<string, number> {
  const tables = database
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      table,
      database.prepare<[], number>(`SELECT count(*) FROM "${table}"`).pluck().get()!,
    ]),
  );
}
