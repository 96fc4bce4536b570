import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { guarded, unusable } from './failures';

/** Makes the data folder where it is missing. */
export function ensureFolder(folder: string): void {
  const path = resolve(folder);
  // Before mkdir, since that fails in as many ways as there are systems when a file is in the way.
  refuseFile(path);
  guarded(path, () => makeFolders(path));
}

/** Folder by folder: the recursive mkdir of Node never returns below /proc. */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}

/** Whether there is something at `file`, an entry of a data folder; a file in place of the folder is refused. */
export function existsIn(folder: string, file: string): boolean {
  refuseFile(resolve(folder));
  return guarded(file, () => statSync(file, { throwIfNoEntry: false })) !== undefined;
}

function refuseFile(path: string): void {
  const found = guarded(path, () => statSync(path, { throwIfNoEntry: false }));
  if (found?.isDirectory() === false) throw unusable(path, 'it is a file, not a folder');
}
