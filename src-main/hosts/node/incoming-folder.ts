import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What comes in lies below this folder of a data folder until it was taken or refused. */
const FOLDER = 'incoming';

/** Names say whose they are: what a process left that is gone is swept away by the next one. */
const NAME = /^(\d+)-/;

/** Makes an empty folder for what comes in; the caller takes it away. */
export function makeIncoming(dataFolder: string): string {
  const folder = join(dataFolder, FOLDER);
  mkdirSync(folder, { recursive: true });
  sweep(folder);
  return mkdtempSync(join(folder, `${process.pid}-`));
}

function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user lives, though we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
