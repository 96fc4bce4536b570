import { resolve } from 'node:path';

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
