import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { requireExperiment } from '../../core/find-experiment';
import { purgeAll } from '../../core/purge';
import type { ArchiveReader, ArchiveWriter, ImportWriter } from '../../core/ports';
import {
  acquireRunnerLock,
  clearStaleDrafts,
  needsCheck,
  openArchiveReader,
  openArchiveWriter,
  updateSaid,
  type RunnerLock,
  type WriterOptions,
} from '../../store';
import { requireMovedFolder } from '../node/data-folder';
import { requireSoundArchive } from '../node/sound-archive';
import { say } from './output';

/** Asks the archive of a folder, which may have none yet. */
export function reading<T>(folder: string, ask: (archive: ArchiveReader | null) => T): T {
  requireMovedFolder(folder);
  const archive = openArchiveReader(folder, SAY_UPDATE);
  try {
    return ask(archive);
  } finally {
    archive?.close();
  }
}

/** Asks the archive of a folder for what takes its time. */
export async function readingLong<T>(
  folder: string,
  ask: (archive: ArchiveReader | null) => Promise<T>,
): Promise<T> {
  requireMovedFolder(folder);
  const archive = openArchiveReader(folder, SAY_UPDATE);
  try {
    return await ask(archive);
  } finally {
    archive?.close();
  }
}

/** Asks about one experiment of a folder. */
export function readingExperiment<T>(
  folder: string,
  reference: string,
  ask: (archive: ArchiveReader, experiment: ExperimentRecord) => T,
): T {
  return reading(folder, (archive) => {
    const experiment = requireExperiment(archive, reference);
    return ask(archive!, experiment);
  });
}

/** Time that a command takes to tidy up after interrupted ones. */
const PURGE_MS = 1000;

/** Writes to the archive of a folder as its only runner. */
export async function writing<T>(
  folder: string,
  checkWorker: string,
  work: (archive: ArchiveWriter & ImportWriter) => Promise<T> | T,
): Promise<T> {
  return holding(folder, async () => {
    if (needsCheck(folder)) {
      say('The last run here did not end by itself; checking the archive …');
      await requireSoundArchive(folder, checkWorker);
    }
    const archive = openArchiveWriter(folder, SAY_UPDATE);
    try {
      archive.queueInterrupted();
      archive.abandonImports();
      const done = await work(archive);
      // What an interrupted purge or import has left; a large one takes several commands to go.
      await purgeAll(archive, PURGE_MS);
      return done;
    } finally {
      archive.close();
    }
  });
}

/** Holds a folder as its only runner, with no archive open. */
export async function holding<T>(folder: string, work: () => Promise<T>): Promise<T> {
  requireMovedFolder(folder);
  const lock = await patientLock(folder);
  try {
    clearStaleDrafts(folder);
    return await work();
  } finally {
    lock.release();
  }
}

const SAY_UPDATE: WriterOptions = { onUpdated: (update) => say(updateSaid(update)) };

/** A run that was just killed or interrupted may need a moment to let go. */
const PATIENCE_MS = 2000;
const RETRY_MS = 100;

async function patientLock(folder: string): Promise<RunnerLock> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return acquireRunnerLock(folder);
    } catch (error) {
      const busy = error instanceof WorkbenchError && error.code === 'folder-busy';
      if (!busy || performance.now() >= deadline) throw error;
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}
