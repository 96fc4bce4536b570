import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';

/** Bytes that an ordinary user may still write where `folder` is or will be. */
export function freeBytes(folder: string): number {
  let existing = folder;
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing);
  const { bavail, bsize } = statfsSync(existing);
  return bavail * bsize;
}

const EXPERIMENT = {
  what: 'The experiment',
  remedy: 'Make room, choose another folder with --data-dir, or record fewer samples (trace.every).',
};

/** Refuses what would not fit: an experiment's results, unless it is something else. */
export function requireSpace(folder: string, needed: number, { what, remedy } = EXPERIMENT): void {
  const free = freeBytes(folder);
  if (needed <= free) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
  throw new WorkbenchError(
    'disk-full',
    `${what} needs about ${megabytes(needed)} in ${folder}; ${megabytes(free)} are free.`,
    remedy,
  );
}
