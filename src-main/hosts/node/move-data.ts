import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, isAbsolute } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import { archiveRoom, restoredArchive, type CareWork, type ReadyArchive } from '../../store';
import { requireSpace } from './free-space';

/** What belongs to a data folder besides its archive, and moves with it. */
const COMPANIONS = ['imports', 'backups', 'preferences.json'] as const;
const ARCHIVE = 'workbench.sqlite';

export interface PreparedMove {
  /** Puts the archive in place there. Nothing of the old folder has changed yet. */
  finish(): void;
  /** Takes away what was copied. */
  discard(): void;
}

export interface MoveOptions {
  readonly work: CareWork;
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Refuses a target that a data folder cannot be moved to: the same folder, one inside it or around it, or one that
 * holds an archive already.
 */
export function requireMoveTarget(from: string, to: string): void {
  const refuse = (reason: string): never => {
    throw new WorkbenchError(
      'bad-arguments',
      `The data folder cannot be moved to ${to}: ${reason}.`,
      'Choose an empty folder, or one that is not there yet.',
    );
  };
  if (resolve(from) === resolve(to)) refuse('it is there already');
  if (isInside(from, to)) refuse('that is inside it');
  if (isInside(to, from)) refuse('that is around it');
  const found = statSync(to, { throwIfNoEntry: false });
  if (found?.isDirectory() === false) refuse('that is a file');
  const taken = existsSync(to)
    ? readdirSync(to).find((name) => name === ARCHIVE || COMPANIONS.some((own) => own === name))
    : undefined;
  if (taken !== undefined) refuse(`${join(to, taken)} is there already`);
}

/** Copies a data folder whose archive nobody writes to; what was copied was read again and found whole. */
export async function prepareMove(
  from: string,
  to: string,
  { work, onProgress, signal }: MoveOptions,
): Promise<PreparedMove> {
  requireMoveTarget(from, to);
  const source = join(from, ARCHIVE);
  requireSpace(to, archiveRoom(source).bytes, {
    what: 'The data folder',
    remedy: 'Choose a folder on a disk with more room.',
  });
  await makeFolder(to);
  const copied: string[] = [];
  let ready: ReadyArchive | null = null;
  const discard = (): void => {
    ready?.discard();
    for (const path of copied) rmSync(path, { recursive: true, force: true });
  };
  try {
    ready = await restoredArchive(to, source, {
      work,
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    for (const name of COMPANIONS) {
      if (!existsSync(join(from, name))) continue;
      copied.push(join(to, name));
      await cp(join(from, name), join(to, name), { recursive: true, errorOnExist: true, force: false });
    }
  } catch (error) {
    discard();
    throw error;
  }
  const archive = ready;
  return {
    finish: () => {
      archive.putInPlace();
      copied.push(join(to, ARCHIVE));
    },
    discard,
  };
}

/**
 * Clears the folder that everything was moved from; the archive goes last and in one step, so that there is no moment
 * with half an archive. What is none of ours stays.
 */
export function clearMovedFolder(from: string): void {
  for (const name of COMPANIONS) rmSync(join(from, name), { recursive: true, force: true });
  const archive = join(from, ARCHIVE);
  const gone = `${archive}.moved`;
  if (existsSync(archive)) renameSync(archive, gone);
  for (const suffix of ['-wal', '-shm']) rmSync(archive + suffix, { force: true });
  rmSync(gone, { force: true });
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new WorkbenchError(
      'folder-unusable',
      `${basename(path)} cannot be made in ${dirname(path)}: ${(error as Error).message}.`,
      'Choose a folder on a working disk that you may write to.',
      { cause: error },
    );
  }
}

function isInside(outer: string, inner: string): boolean {
  const way = relative(resolve(outer), resolve(inner));
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}
