import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { WorkbenchError } from '@shared/contract/errors';
import { connectToRead, connectToWrite, type Connection } from './connection';
import { guarded, translated } from './failures';
import { lockFile, runnerFile } from './files';
import { ensureFolder, existsIn } from './folder';

/**
 * One runner at a time works in a data folder. The lock is SQLite's on a file that stays empty: the system drops it
 * with the process, however that ends, so no stale lock can be left behind.
 */

/** Waits out a reader's probe, which holds its lock for less than a millisecond. */
const PROBE_PATIENCE_MS = 500;

export interface RunnerLock {
  release(): void;
}

/** Keeps the connections of held locks: one that is garbage-collected would drop its lock. */
const held = new Set<Connection>();

/**
 * @throws WorkbenchError 'folder-busy' while another runner holds the folder, in this process or any other;
 * 'folder-unusable' or 'disk-full' where the folder cannot hold the lock's file.
 */
export function acquireRunnerLock(folder: string): RunnerLock {
  ensureFolder(folder);
  const path = lockFile(folder);
  const database = guarded(path, () => connectToWrite(path, { busyTimeout: PROBE_PATIENCE_MS }));
  try {
    // Else a journal beside it would outlive a killed runner.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    introduce(folder);
  } catch (error) {
    database.close();
    const failure = translated(error, path);
    throw failure instanceof WorkbenchError && failure.code === 'store-locked'
      ? busy(folder, error)
      : failure;
  }
  held.add(database);
  return {
    release() {
      if (!held.delete(database)) return;
      // While the lock is still ours: afterwards the file may be the next runner's.
      guarded(path, () => rmSync(runnerFile(folder), { force: true }));
      database.close();
    },
  };
}

/** Whether a runner holds the folder now; makes no file and waits for nobody. */
export function isRunnerActive(folder: string): boolean {
  const path = lockFile(folder);
  if (!existsIn(folder, path)) return false;
  let database: Connection | null = null;
  try {
    database = connectToRead(path, { busyTimeout: 0 });
    // Reading takes a shared lock for a moment, which an exclusive one refuses.
    database.prepare('SELECT 1 FROM sqlite_schema').get();
    return false;
  } catch (error) {
    const failure = translated(error, path);
    if (failure instanceof WorkbenchError && failure.code === 'store-locked') return true;
    throw failure;
  } finally {
    database?.close();
  }
}

/** Leaves word, for people, who the runner is; renamed into place, so that nobody reads half of it. */
function introduce(folder: string): void {
  const path = runnerFile(folder);
  const draft = `${path}.new`;
  guarded(path, () => {
    writeFileSync(draft, `${JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString() })}\n`);
    renameSync(draft, path);
  });
}

function busy(folder: string, cause: unknown): WorkbenchError {
  return new WorkbenchError(
    'folder-busy',
    `Another run is already working in ${folder}${introductionOf(folder)}.`,
    'Wait for it to end or stop it, or choose another data folder.',
    { cause },
  );
}

/** What the other runner has said of itself; nothing where it cannot be read. */
function introductionOf(folder: string): string {
  try {
    const word: unknown = JSON.parse(readFileSync(runnerFile(folder), 'utf8'));
    if (typeof word !== 'object' || word === null || !('pid' in word) || !('startedAt' in word)) return '';
    return ` (process ${String(word.pid)}, since ${String(word.startedAt)})`;
  } catch {
    return '';
  }
}
