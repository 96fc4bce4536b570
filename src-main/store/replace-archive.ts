import { constants, copyFileSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError, type ErrorCode } from '@shared/contract/errors';
import { careHere, type CareProgress, type CareWork } from './care-work';
import { connectToWrite } from './connection';
import { draftOf, dropCompanions, dropDraft, syncToDisk } from './drafts';
import { guarded, translated } from './failures';
import { archiveFile } from './files';
import { ensureFolder, existsIn } from './folder';

/** Others who read look for a moment only. */
const PATIENCE_MS = 2000;

interface DraftOptions {
  readonly work?: CareWork;
  readonly onProgress?: CareProgress;
  readonly signal?: AbortSignal;
}

/** A whole archive under a draft's name, in the data folder where it is to take the place of the present one. */
export interface ReadyArchive {
  /**
   * Puts it in place, in one step: whatever happens, there is the old archive or the new one. Every connection of this
   * process must be closed. `keepAs` becomes another name of the old one.
   * @throws WorkbenchError 'store-locked' while another program has the archive open; nothing is changed then.
   */
  putInPlace(keepAs?: string): void;
  /** Takes it away again. */
  discard(): void;
}

/**
 * Writes the archive of a data folder anew, without the pages that nothing uses. From here until it is in place nobody
 * may write to the archive.
 */
export function compactedArchive(folder: string, options: DraftOptions = {}): Promise<ReadyArchive> {
  return readyArchive('compact', archiveFile(folder), folder, options);
}

/**
 * Copies another archive file (a backup) into the data folder, to take the place of the present one.
 * @throws WorkbenchError 'store-damaged', 'store-foreign', 'store-newer' for what the file is, 'bad-arguments' where
 * there is none.
 */
export function restoredArchive(
  folder: string,
  backup: string,
  options: DraftOptions = {},
): Promise<ReadyArchive> {
  if (!existsIn(dirname(backup), backup)) {
    return Promise.reject(
      new WorkbenchError('bad-arguments', `There is no file ${backup}.`, 'Name a backup that is there.'),
    );
  }
  return readyArchive('copy', backup, folder, options).catch((error: unknown) => {
    throw badBackup(error);
  });
}

/** What is wrong with a backup is no reason to touch the archive. */
function badBackup(error: unknown): unknown {
  if (!(error instanceof WorkbenchError) || !BAD_FILE.has(error.code)) return error;
  return new WorkbenchError(error.code, error.message, 'Nothing was changed. Choose another backup.', {
    cause: error,
  });
}
const BAD_FILE: ReadonlySet<ErrorCode> = new Set(['store-damaged', 'store-foreign']);

async function readyArchive(
  kind: 'copy' | 'compact',
  source: string,
  folder: string,
  { work = careHere, onProgress, signal }: DraftOptions,
): Promise<ReadyArchive> {
  ensureFolder(folder);
  const target = archiveFile(folder);
  const draft = draftOf(target);
  await work({ kind, source, target: draft }, onProgress, signal);
  return {
    discard: () => dropDraft(draft),
    putInPlace: (keepAs) => {
      try {
        if (existsIn(folder, target)) {
          gatherIntoOneFile(target, keepAs);
          if (keepAs !== undefined) guarded(keepAs, () => nameAlso(target, keepAs));
        }
        guarded(target, () => renameSync(draft, target));
        syncToDisk(folder);
      } finally {
        dropDraft(draft);
      }
    },
  };
}

/**
 * Moves what the write-ahead log holds into the archive and takes the log away: beside another file under the same name
 * it would be taken for that one's. Succeeds only where nobody else has the archive open. A damaged archive cannot be
 * gathered: where it is kept, its log is kept with it.
 */
function gatherIntoOneFile(file: string, keepAs: string | undefined): void {
  try {
    const database = connectToWrite(file, { busyTimeout: PATIENCE_MS });
    try {
      database.pragma('journal_mode = DELETE');
    } finally {
      database.close();
    }
  } catch (error) {
    const failure = translated(error, file);
    const isDamage = failure instanceof WorkbenchError && failure.code === 'store-damaged';
    if (!isDamage || keepAs === undefined) throw failure;
    ensureFolder(dirname(keepAs));
    guarded(keepAs, () => {
      if (existsIn(dirname(file), `${file}-wal`)) renameSync(`${file}-wal`, `${keepAs}-wal`);
    });
    dropCompanions(file);
  }
}

/** A second name of the same file, where the disk knows such; else a copy. The first name stays. */
function nameAlso(file: string, name: string): void {
  ensureFolder(dirname(name));
  try {
    linkSync(file, name);
  } catch {
    const draft = draftOf(name);
    try {
      copyFileSync(file, draft, constants.COPYFILE_FICLONE);
      syncToDisk(draft);
      renameSync(draft, name);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  syncToDisk(dirname(name));
}
