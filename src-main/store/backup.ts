import { randomUUID } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { connectToRead, type Connection } from './connection';
import { guarded, translated, unusable } from './failures';
import { archiveFile } from './files';
import { existsIn } from './folder';
import { layoutOf } from './identity';
import { latestLayout } from './migrate';

/** 8 MiB at a time: other work of this process comes in between. */
const PAGES_A_STEP = 2048;

/** Called now and then with the part that is done, from 0 to 1. */
export type BackupProgress = (done: number) => void;

/**
 * Copies the archive of a data folder, as it is at this moment, into a new file that is an archive itself; a runner
 * may go on meanwhile. The file appears under its name only when it is complete.
 * @throws WorkbenchError 'bad-arguments' where the target exists or there is no archive to copy; 'disk-full' and
 * 'folder-unusable' for what happens at the target.
 */
export async function backupArchive(
  folder: string,
  targetFile: string,
  onProgress: BackupProgress = () => undefined,
): Promise<void> {
  const source = archiveFile(folder);
  const target = resolve(targetFile);
  if (!existsIn(folder, source)) {
    throw new WorkbenchError('bad-arguments', `There is no archive in ${folder} to back up.`);
  }
  if (!existsIn(dirname(target), dirname(target))) throw unusable(dirname(target), 'there is no such folder');
  refuseExisting(target);
  const draft = resolve(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  const database = openAtOneMoment(source);
  try {
    await database.backup(draft, {
      progress: ({ totalPages, remainingPages }) => {
        if (totalPages > 0) onProgress((totalPages - remainingPages) / totalPages);
        return PAGES_A_STEP;
      },
    });
    refuseExisting(target);
    renameSync(draft, target);
  } catch (error) {
    throw translated(error, target);
  } finally {
    database.close();
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
  }
  onProgress(1);
}

/** The copy would start over with each commit of another process, perhaps for ever: it reads from one snapshot. */
function openAtOneMoment(source: string): Connection {
  const database = guarded(source, () => connectToRead(source, {}));
  try {
    database.exec('BEGIN');
    layoutOf(database, source, latestLayout());
    return database;
  } catch (error) {
    database.close();
    throw translated(error, source);
  }
}

function refuseExisting(target: string): void {
  if (!existsIn(dirname(target), target)) return;
  throw new WorkbenchError(
    'bad-arguments',
    `${target} exists already; a backup overwrites nothing.`,
    'Choose another name for the backup.',
  );
}
