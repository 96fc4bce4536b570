import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { About } from '@shared/contract/api';
import type { EngineLauncher } from '../../core/ports';
import { createWorkbench, type Workbench } from '../../core/workbench';
import { acquireRunnerLock, needsCheck, openArchiveWriter } from '../../store';
import { PROGRAM_VERSION } from '../version';
import { backgroundThread } from './background-thread';
import { systemClock } from './clock';
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
}

/** Opens a data folder for a host with a window, as its only runner. */
export async function openWorkbench(options: OpenWorkbenchOptions): Promise<Workbench> {
  const folder = resolve(options.dataFolder);
  const lock = acquireRunnerLock(folder);
  try {
    if (needsCheck(folder)) await requireSoundArchive(folder, options.checkWorkerEntry);
    const archive = openArchiveWriter(folder);
    const cores = availableParallelism();
    const preferences = preferenceFile(folder, cores);
    const workbench = createWorkbench({
      about: {
        version: PROGRAM_VERSION,
        host: options.host,
        platform: process.platform,
        dataFolder: folder,
        cores,
      },
      archive,
      background: backgroundThread(options.backgroundEntry, { folder }),
      launch: options.launch,
      clock: systemClock,
      preferences,
      freeBytes: () => freeBytes(folder),
      machine: thisMachine(),
    });
    return {
      ...workbench,
      close: async () => {
        await workbench.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
