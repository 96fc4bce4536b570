import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

export type Connection = Database.Database;

/** How long to wait for another program's lock before giving up. */
export const BUSY_TIMEOUT_MS = 5000;

/** The WAL file is cut back to this size once its content has moved into the archive. */
const KEPT_WAL_BYTES = 67_108_864;

export interface ConnectionOptions {
  /** Milliseconds to wait for another program's lock; BUSY_TIMEOUT_MS unless told. */
  readonly busyTimeout?: number;
  /** Upper limit of the archive's size in pages of 4 KiB; none unless told. */
  readonly maxPageCount?: number;
}

/** A connection that may write; makes an empty file where there is none. Its content is not looked at. */
export function connectToWrite(file: string, options: ConnectionOptions): Connection {
  return new Database(file, { timeout: options.busyTimeout ?? BUSY_TIMEOUT_MS });
}

/**
 * A connection that only reads; fails where there is no file. What a process that was killed while it changed the file's
 * journal mode left half-done is undone first: that takes writing.
 */
export function connectToRead(file: string, options: ConnectionOptions): Connection {
  if (existsSync(`${file}-journal`)) undoHalfDone(file, options);
  return new Database(file, {
    readonly: true,
    fileMustExist: true,
    timeout: options.busyTimeout ?? BUSY_TIMEOUT_MS,
  });
}

/** Settings of a writing connection, once the file is known to be an archive of ours (they write to it). */
export function prepareToWrite(database: Connection, options: ConnectionOptions): void {
  database.pragma('foreign_keys = ON');
  // Readers go on while a batch is written.
  database.pragma('journal_mode = WAL');
  // A killed process loses nothing either way: what it wrote lies with the system. FULL also syncs the WAL at each
  // commit, so that a power cut loses no committed run (NORMAL would lose those since the last checkpoint). Runs
  // are committed in batches, so one sync a batch costs next to nothing. macOS syncs for certain only if told so.
  database.pragma('synchronous = FULL');
  database.pragma('fullfsync = ON');
  database.pragma(`journal_size_limit = ${KEPT_WAL_BYTES}`);
  if (options.maxPageCount !== undefined) database.pragma(`max_page_count = ${options.maxPageCount}`);
}

function undoHalfDone(file: string, options: ConnectionOptions): void {
  let database: Connection | null = null;
  try {
    database = connectToWrite(file, options);
    // The first question of any kind rolls back.
    database.prepare('SELECT 1 FROM sqlite_schema').get();
  } catch {
    // Whoever reads now meets the same trouble and reports it.
  } finally {
    database?.close();
  }
}
