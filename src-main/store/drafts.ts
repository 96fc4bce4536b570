import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { existsIn } from './folder';

/**
 * New archive files are written under a draft's name and renamed when they are whole. A crash leaves a draft, which means
 * nothing to anybody and is cleared away later.
 */
const DRAFT = /^\..+\.[0-9a-f-]{36}\.part(-journal|-wal|-shm)?$/;
/** Nobody writes at one file for so long, in milliseconds. */
const STALE_MS = 86_400_000;

/** Where to write what is to become `target`. */
export function draftOf(target: string): string {
  return resolve(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
}

/** Takes a draft away, with what SQLite may have put beside it. */
export function dropDraft(draft: string): void {
  rmSync(draft, { force: true });
  dropCompanions(draft);
}

/** Takes away what SQLite left beside a file that is whole by itself. */
export function dropCompanions(file: string): void {
  for (const suffix of ['-journal', '-wal', '-shm']) rmSync(file + suffix, { force: true });
}

/** Clears away what crashes left in a folder long ago. */
export function clearStaleDrafts(folder: string, now: number = Date.now()): void {
  if (!existsIn(folder, folder)) return;
  for (const name of readdirSync(folder)) {
    if (!DRAFT.test(name)) continue;
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    if (found && now - found.mtimeMs > STALE_MS) rmSync(join(folder, name), { force: true });
  }
}

/** Has the system put a file that nobody has open, or a folder's entries, onto the disk. */
export function syncToDisk(path: string): void {
  // Windows syncs no folders, and renames there are as lasting as they get.
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const handle = openSync(path, isFolder ? 'r' : 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
