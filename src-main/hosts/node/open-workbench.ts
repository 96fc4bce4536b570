import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { About } from '@shared/contract/api';
import type { WorkbenchError } from '@shared/contract/errors';
import type { EngineLauncher } from '../../core/ports';
import { replaceableArchive } from '../../core/replaceable-archive';
import { createWorkbench, type Workbench } from '../../core/workbench';
import { acquireRunnerLock, clearStaleDrafts, needsCheck, openArchiveWriter, updateSaid } from '../../store';
import { PROGRAM_VERSION } from '../version';
import { archiveCare } from './archive-care';
import { backgroundThread } from './background-thread';
import { systemClock } from './clock';
import { rememberMove, requireMovedFolder } from './data-folder';
import { deedThreads } from './deed-thread';
import { freeBytes } from './free-space';
import { thisMachine } from './machine';
import { preferenceFile } from './preferences';
import { requireSoundArchive } from './sound-archive';

export interface OpenWorkbenchOptions {
  readonly dataFolder: string;
  readonly host: About['host'];
  readonly launch: EngineLauncher;
  /** The bundled background-worker.ts. */
  readonly backgroundEntry: string;
  /** The bundled check-worker.ts of the store. */
  readonly checkWorkerEntry: string;
  /** The bundled care-worker.ts of the store. */
  readonly careWorkerEntry: string;
  /** The bundled deed-worker.ts. */
  readonly deedEntry: string;
  /** The system's dialog for choosing a folder, where there is one. */
  readonly chooseFolder?: (title: string) => Promise<string | null>;
  /** Opens another window, where the host can. */
  readonly openWindow?: () => void;
}

/** Opens a data folder for a host with a window, as its only runner. */
export async function openWorkbench(options: OpenWorkbenchOptions): Promise<Workbench> {
  let folder = resolve(options.dataFolder);
  requireMovedFolder(folder);
  let lock = acquireRunnerLock(folder);
  try {
    if (needsCheck(folder)) await requireSoundArchive(folder, options.checkWorkerEntry);
    clearStaleDrafts(folder);
    const opening: string[] = [];
    let refusal: WorkbenchError | null = null;
    const archive = replaceableArchive(() =>
      openArchiveWriter(folder, {
        beforeWrite: () => {
          if (refusal !== null) throw refusal;
        },
        onUpdated: (update) => opening.push(updateSaid(update)),
      }),
    );
    const cores = availableParallelism();
    let preferences = preferenceFile(folder, cores);
    const care = archiveCare({
      archive,
      folder: () => folder,
      settleIn: (to) => {
        const next = acquireRunnerLock(to);
        lock.release();
        lock = next;
        const remembered = rememberMove(folder, to);
        folder = to;
        const before = preferences.get();
        preferences = preferenceFile(folder, cores);
        preferences.set(before);
        return { remembered };
      },
      block: (next) => (refusal = next),
      careWorkerEntry: options.careWorkerEntry,
      checkWorkerEntry: options.checkWorkerEntry,
    });
    const deeds = deedThreads(options.deedEntry, () => folder);
    const workbench = createWorkbench({
      about: {
        version: PROGRAM_VERSION,
        host: options.host,
        platform: process.platform,
        dataFolder: folder,
        cores,
      },
      archive: archive.archive,
      background: backgroundThread(options.backgroundEntry, { folder }),
      launch: options.launch,
      deeds,
      clock: systemClock,
      preferences: { get: () => preferences.get(), set: (change) => preferences.set(change) },
      freeBytes: () => freeBytes(folder),
      machine: thisMachine(),
      care,
      opening,
      ...(options.chooseFolder && { chooseFolder: options.chooseFolder }),
      ...(options.openWindow && { openWindow: options.openWindow }),
    });
    return {
      ...workbench,
      close: async () => {
        await workbench.close();
        deeds.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
