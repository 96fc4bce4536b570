import { renameSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { careHere, type CareProgress, type CareWork } from './care-work';
import { draftOf, dropDraft, syncToDisk } from './drafts';
import { guarded, unusable } from './failures';
import { archiveFile } from './files';
import { existsIn } from './folder';

export interface BackupOptions {
  /** Who copies; this thread unless told. */
  readonly work?: CareWork;
  readonly signal?: AbortSignal;
}

/**
 * Copies the archive of a data folder, as it is at this moment, into a new file that is an archive itself; a runner
 * may go on meanwhile. The file appears under its name only when it is complete, was read again and found whole.
 * @throws WorkbenchError 'bad-arguments' where the target exists or there is no archive to copy; 'disk-full' and
 * 'folder-unusable' for what happens at the target; 'interrupted' once `signal` aborts.
 */
export async function backupArchive(
  folder: string,
  targetFile: string,
  onProgress: CareProgress = () => undefined,
  { work = careHere, signal }: BackupOptions = {},
): Promise<void> {
  const source = archiveFile(folder);
  const target = resolve(targetFile);
  if (!existsIn(folder, source)) {
    throw new WorkbenchError('bad-arguments', `There is no archive in ${folder} to back up.`);
  }
  if (!existsIn(dirname(target), dirname(target))) throw unusable(dirname(target), 'there is no such folder');
  refuseExisting(target);
  const draft = draftOf(target);
  try {
    await work({ kind: 'copy', source, target: draft }, onProgress, signal);
    refuseExisting(target);
    guarded(target, () => renameSync(draft, target));
    syncToDisk(dirname(target));
  } finally {
    dropDraft(draft);
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
