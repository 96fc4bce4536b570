import { WorkbenchError } from '@shared/contract/errors';
import type { Connection } from './connection';
import { damaged } from './failures';

/** Marks an archive's header ("ShWb" in ASCII), so that no other program's file is taken for one. */
export const APPLICATION_ID = 0x53685762;

const FIRST_LAYOUT = 10;

/** The archive's layout, or null for a file that holds nothing yet: just made, or left by a crash while making it. */
export type Layout = number | null;

/**
 * Reads what the file at `path` is, without changing it.
 * @throws WorkbenchError 'store-foreign' for another program's database, 'store-newer' for a layout after `latest`.
 * What SQLite cannot read at all comes out as its own error.
 */
export function layoutOf(database: Connection, path: string, latest: number): Layout {
  const { application, layout, empty } = headerOf(database);
  if (application === 0 && layout === 0 && empty) return null;
  if (application !== APPLICATION_ID) throw foreign(path);
  if (layout > latest) throw newer(path, layout, latest);
  if (layout < FIRST_LAYOUT) throw damaged(path, new Error(`its layout is ${layout}, which never was`));
  return layout;
}

/** In one transaction: another process may just be making the archive. */
function headerOf(database: Connection): { application: number; layout: number; empty: boolean } {
  const read = database.transaction(() => ({
    application: database.pragma('application_id', { simple: true }) as number,
    layout: database.pragma('user_version', { simple: true }) as number,
    empty: database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined,
  }));
  return read();
}

function foreign(path: string): WorkbenchError {
  return new WorkbenchError(
    'store-foreign',
    `${path} is a database of another program, not an archive of the Sharpness Workbench.`,
    'Nothing was changed. Choose another data folder, or move that file away.',
  );
}

function newer(path: string, layout: number, latest: number): WorkbenchError {
  return new WorkbenchError(
    'store-newer',
    `${path} was written by a newer version of the Sharpness Workbench (layout ${layout}; this one knows ${latest}).`,
    'Nothing was changed. Open it with the newer version, or choose another data folder.',
  );
}
