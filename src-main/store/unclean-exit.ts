import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { guarded } from './failures';
import { existsIn } from './folder';

/**
 * Every writer leaves a marker `writer-<pid>-<token>.open` in the data folder and takes it away when it closes. One
 * whose process is gone tells of an unclean exit. SQLite mends what such an exit leaves; the marker only says that a
 * look is due (a power cut, a disk that lied). A process that took over a dead writer's number delays that look until
 * it is gone too.
 */
const MARKER = /^writer-(\d+)-([0-9a-f-]+)\.open$/;

/** Tokens of the writers of this process. */
const ours = new Set<string>();

/** @returns What takes the marker away again. */
export function markWriter(folder: string): () => void {
  const token = randomUUID();
  const path = resolve(folder, `writer-${process.pid}-${token}.open`);
  guarded(path, () => writeFileSync(path, ''));
  ours.add(token);
  return () => {
    guarded(path, () => rmSync(path, { force: true }));
    ours.delete(token);
  };
}

/** Whether a writer of this folder went without closing, and no check has followed yet. */
export function needsCheck(folder: string): boolean {
  return leftMarkers(folder).length > 0;
}

/** To be called after a check that found nothing wrong. */
export function forgetUncleanExits(folder: string): void {
  for (const path of leftMarkers(folder)) guarded(path, () => rmSync(path, { force: true }));
}

function leftMarkers(folder: string): string[] {
  if (!existsIn(folder, resolve(folder))) return [];
  return guarded(folder, () => readdirSync(folder))
    .filter((name) => {
      const [, pid, token] = MARKER.exec(name) ?? [];
      return pid !== undefined && token !== undefined && !isAlive(Number(pid), token);
    })
    .map((name) => join(folder, name));
}

function isAlive(pid: number, token: string): boolean {
  if (pid === process.pid) return ours.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user lives, though we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
