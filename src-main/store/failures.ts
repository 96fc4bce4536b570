import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { WorkbenchError } from '@shared/contract/errors';

/**
 * The one place where what SQLite and the file system report becomes what a user can act on. Whatever is not listed
 * here is a bug and stays as it was thrown.
 */

/** A disk with less than this left counts as full when a write fails without a reason. */
const NEARLY_FULL_BYTES = 1_048_576;

/** Failed writes whose code does not tell a full disk (or a used-up quota) from a broken one. */
const FAILED_WRITES = new Set([
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_DIR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMOPEN',
  'SQLITE_IOERR_SHMMAP',
]);

const FULL = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

/** SQLite families by the part of the code before any extension, and errno codes of the file system. */
const UNUSABLE = new Set([
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
  'SQLITE_PERM',
  'SQLITE_AUTH',
  'SQLITE_IOERR',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
  'EIO',
]);
const LOCKED = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL']);
/** Of the unusable: what a person with the right to do so can give back while the program runs. */
const FORBIDDEN = new Set(['SQLITE_READONLY', 'SQLITE_PERM', 'EACCES', 'EPERM', 'EROFS']);
/** A file that was moved away or replaced does not come back by a permission. */
const GONE = 'SQLITE_READONLY_DBMOVED';
const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

type FreeBytes = (folder: string) => number;

/**
 * What `error` means for the file or folder at `path`.
 * @returns A WorkbenchError, or `error` itself where it is none of the outside's failures.
 */
export function translated(error: unknown, path: string, freeBytes: FreeBytes = freeBytesOf): unknown {
  const code = codeOf(error);
  if (code === null) return error;
  const family = code.startsWith('SQLITE_') ? code.split('_').slice(0, 2).join('_') : code;
  if (FULL.has(code)) return diskFull(path, error);
  if (FAILED_WRITES.has(code) && freeBytes(dirname(path)) < NEARLY_FULL_BYTES) return diskFull(path, error);
  if (LOCKED.has(family)) return locked(path, error);
  if (DAMAGED.has(family)) return damaged(path, error);
  if (FORBIDDEN.has(family) && code !== GONE) return forbidden(path, error);
  if (UNUSABLE.has(family)) return unusable(path, reasonOf(error), error);
  return error;
}

/** Runs `action` and translates what it throws. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw translated(error, path);
  }
}

/** A folder or file that cannot be used as it is. */
export function unusable(path: string, reason: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'folder-unusable',
    `${path} cannot be used: ${reason}.`,
    'Choose a folder on a working disk that you may write to.',
    { cause },
  );
}

function forbidden(path: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    'folder-unusable',
    `${path} cannot be used: ${reasonOf(cause)}.`,
    'Choose a folder on a working disk that you may write to.',
    { cause, mayPass: true },
  );
}

/** A file that is not a whole archive. */
export function damaged(path: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    'store-damaged',
    `${path} is damaged, cut short or not an archive at all: ${reasonOf(cause)}.`,
    'Nothing was changed. Move the file away (with its "-wal" file, if there is one) and put a backup in its place, or start anew with another data folder.',
    { cause },
  );
}

function diskFull(path: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    'disk-full',
    `There is no room left on the disk to write ${path}; the finished runs are kept.`,
    'Make room on the disk and run the same command again: it goes on with the runs that are missing.',
    { cause, mayPass: true },
  );
}

function locked(path: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    'store-locked',
    `${path} is locked by another program.`,
    'Close the other program (or wait until it is done) and run the same command again.',
    { cause, mayPass: true },
  );
}

function codeOf(error: unknown): string | null {
  if (error instanceof Database.SqliteError) return error.code;
  if (error instanceof Error && 'syscall' in error && 'code' in error) return String(error.code);
  return null;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : 'its content makes no sense';
}

/** Free bytes for this user; unlimited where the system does not say. */
function freeBytesOf(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
