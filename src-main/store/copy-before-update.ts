import { existsSync, renameSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { backupFile, backupFolder } from './backups';
import type { Connection } from './connection';
import { draftOf, dropDraft, syncToDisk } from './drafts';
import { guarded, translated } from './failures';
import { ensureFolder } from './folder';
import { latestLayout } from './migrate';

/** An archive that a newer program brought to its layout. */
export interface LayoutUpdate {
  readonly from: number;
  readonly to: number;
  /** The archive as it was before; null where no copy was made. */
  readonly copy: string | null;
  /** Why there is none. */
  readonly reason: string | null;
}

/** Larger archives take too long to copy while somebody waits for them to open. */
export const LARGEST_COPY = 2e9;
/** Room that is to be left for the update itself, as a share of the archive. */
const ROOM = 2;

/**
 * Keeps a copy of an archive before its layout changes, among the backups. An archive without experiments needs none; one
 * that is too large, or on a disk that is too full, goes on without: the update is a transaction of its own anyway.
 */
export function copyBefore(database: Connection, folder: string, from: number): LayoutUpdate {
  const to = latestLayout();
  const without = (reason: string | null): LayoutUpdate => ({ from, to, copy: null, reason });
  if (database.prepare('SELECT 1 FROM experiment LIMIT 1').get() === undefined) return without(null);
  const pages = database.pragma('page_count', { simple: true }) as number;
  const bytes = pages * (database.pragma('page_size', { simple: true }) as number);
  if (bytes > LARGEST_COPY) return without(`it has ${Math.round(bytes / 1e6)} MB`);
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < (1 + ROOM) * bytes) return without('the disk has too little room');
  const backups = backupFolder(folder);
  try {
    ensureFolder(backups);
    const target = backupFile(backups, 'before-layout', new Date());
    const draft = draftOf(target);
    guarded(target, () => {
      try {
        // On this connection: opening the file a second time would drop its locks (see files.ts).
        database.prepare('VACUUM INTO ?').run(draft);
        syncToDisk(draft);
        // Two programs that meet at an old archive both copy it; the first copy stays.
        if (!existsSync(target)) renameSync(draft, target);
        syncToDisk(dirname(target));
      } finally {
        dropDraft(draft);
      }
    });
    return { from, to, copy: target, reason: null };
  } catch (error) {
    const failure = translated(error, backups);
    if (!(failure instanceof WorkbenchError)) throw failure;
    return without(failure.message);
  }
}

/** What happened, for people. */
export function updateSaid({ from, to, copy, reason }: LayoutUpdate): string {
  const brought = `The archive was brought from layout ${from} to ${to}`;
  if (copy !== null) return `${brought}; as it was before, it is kept in ${copy}.`;
  return reason === null ? `${brought}.` : `${brought}; no copy was kept of it: ${reason}.`;
}
