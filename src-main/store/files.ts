import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The files of a data folder. Only SQLite may open `workbench.sqlite` and `runner.lock`: POSIX locks belong to the
 * process, so closing any other handle on them would silently drop the locks that SQLite holds.
 */

/** The archive itself. */
export const archiveFile = (folder: string): string => resolve(folder, 'workbench.sqlite');

/** Carries the lock of the one runner; always empty. */
export const lockFile = (folder: string): string => resolve(folder, 'runner.lock');

/** Says, for people, who holds the lock. */
export const runnerFile = (folder: string): string => resolve(folder, 'runner.json');

/** Whether a path is one of the files that an archive of this folder consists of, or is locked and marked by. */
export function isArchiveFile(folder: string, path: string): boolean {
  const own = [archiveFile(folder), lockFile(folder), runnerFile(folder)].map(realOrSame);
  const real = realOrSame(path);
  return own.some((file) => real === file || real.startsWith(`${file}-`));
}

/** The path without links, where it or at least its folder exists. */
function realOrSame(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return existsSync(dirname(path)) ? join(realpathSync(dirname(path)), basename(path)) : path;
}
