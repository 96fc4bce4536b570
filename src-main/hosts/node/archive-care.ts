import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkbenchError } from '@shared/contract/errors';
import type { ArchiveCare, CareJob } from '../../core/ports';
import type { ReplaceableArchive } from '../../core/replaceable-archive';
import {
  archiveRoom,
  backupArchive,
  backupFile,
  backupFolder as ownBackupFolder,
  careInThread,
  checkArchive,
  compactedArchive,
  lastWritten,
  listBackups,
  pruneBackups,
  restoredArchive,
} from '../../store';
import { freeBytes, requireSpace } from './free-space';
import { clearMovedFolder, prepareMove } from './move-data';

/** What has to be free for a backup, in archives: those that nobody asked for leave room for the work. */
const ROOM = { manual: 1, scheduled: 3 } as const;

export interface ArchiveCareOptions {
  readonly archive: ReplaceableArchive;
  /** The data folder as it is now. */
  readonly folder: () => string;
  /** Makes another folder, whose archive lies ready, the data folder; says whether the next start finds it by itself. */
  readonly settleIn: (folder: string) => { readonly remembered: boolean };
  readonly block: (refusal: WorkbenchError | null) => void;
  readonly careWorkerEntry: string;
  readonly checkWorkerEntry: string;
}

/** What can be done to the archive of a data folder as a whole, by threads of their own. */
export function archiveCare({
  archive,
  folder,
  settleIn,
  block,
  careWorkerEntry,
  checkWorkerEntry,
}: ArchiveCareOptions): ArchiveCare {
  const work = careInThread(careWorkerEntry);
  const file = (): string => join(folder(), 'workbench.sqlite');
  const placeOf = (chosen: string | null): string => chosen ?? ownBackupFolder(folder());
  const options = (job: CareJob) => ({ work, onProgress: job.onProgress, signal: job.signal });

  return {
    folder,
    state: (chosen) => {
      const place = placeOf(chosen);
      // What a restoration or an update kept lies in the data folder, wherever backups go.
      const own = ownBackupFolder(folder());
      const kept = place === own ? [] : listBackups(own);
      const backups = [...listBackups(place), ...kept].sort((a, b) => (a.at < b.at ? 1 : -1));
      return { ...archiveRoom(file()), diskFree: freeBytes(folder()), backupFolder: place, backups };
    },
    lastWritten: () => lastWritten(folder()),
    blockWriting: block,
    check: (thorough) => checkArchive(folder(), checkWorkerEntry, { thorough }),
    async backUp(chosen, kind, { onProgress, signal }) {
      const place = placeOf(chosen);
      if (chosen === null) mkdirSync(place, { recursive: true });
      else if (!existsSync(place)) {
        throw new WorkbenchError(
          'folder-unusable',
          `The folder for backups, ${place}, is not there.`,
          'Connect its disk, or choose another folder in Preferences.',
        );
      }
      requireSpace(place, ROOM[kind === 'scheduled' ? 'scheduled' : 'manual'] * archiveRoom(file()).bytes, {
        what: 'A backup, with what is to stay free beside it,',
        remedy: 'Make room, keep fewer backups, or choose another folder for them in Preferences.',
      });
      const target = backupFile(place, kind, new Date());
      await backupArchive(folder(), target, onProgress, { work, signal });
      return listBackups(place).find(({ name }) => name === basename(target))!;
    },
    pruneBackups: (chosen, keep) => pruneBackups(placeOf(chosen), keep).length,
    async prepareCompaction(job) {
      const before = archiveRoom(file()).bytes;
      const ready = await compactedArchive(folder(), options(job));
      return {
        discard: () => ready.discard(),
        putInPlace: () => {
          archive.replace(() => ready.putInPlace());
          return { before, after: archiveRoom(file()).bytes };
        },
      };
    },
    async prepareRestore(backup, job) {
      const ready = await restoredArchive(folder(), backup, options(job));
      return {
        discard: () => ready.discard(),
        putInPlace: () => {
          const own = ownBackupFolder(folder());
          const aside = backupFile(own, 'before-restore', new Date());
          archive.replace(() => ready.putInPlace(aside));
          return { setAside: listBackups(own).find(({ name }) => name === basename(aside)) ?? null };
        },
      };
    },
    async prepareMove(to, job) {
      const from = folder();
      const ready = await prepareMove(from, to, options(job));
      return {
        discard: () => ready.discard(),
        putInPlace: () => {
          const { remembered } = archive.replace(() => {
            ready.finish();
            return settleIn(to);
          });
          clearMovedFolder(from);
          return { remembered };
        },
      };
    },
  };
}
