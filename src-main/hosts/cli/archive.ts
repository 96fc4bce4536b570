import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { requireExperiment } from '../../core/find-experiment';
import type { ArchiveReader, ArchiveWriter } from '../../core/ports';
import {
  acquireRunnerLock,
  checkArchive,
  needsCheck,
  openArchiveReader,
  openArchiveWriter,
  type RunnerLock,
} from '../../store';
import { say } from './output';

/** Asks the archive of a folder, which may have none yet. */
export function reading<T>(folder: string, ask: (archive: ArchiveReader | null) => T): T {
  const archive = openArchiveReader(folder);
  try {
    return ask(archive);
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

/** Writes to the archive of a folder as its only runner. */
export async function writing<T>(
  folder: string,
  checkWorker: string,
  work: (archive: ArchiveWriter) => Promise<T> | T,
): Promise<T> {
  const lock = await patientLock(folder);
  try {
    if (needsCheck(folder)) await checkAfterUncleanExit(folder, checkWorker);
    const archive = openArchiveWriter(folder);
    try {
      return await work(archive);
    } finally {
      archive.close();
    }
  } finally {
    lock.release();
  }
}

/** What to do about an archive that quick_check or integrity_check finds fault with. */
export const DAMAGE_REMEDY =
  'Put a backup in its place or go on in a new folder (--data-dir). "lab export" and "lab backup" may still save what can be read; what they save needs checking too.';

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

async function checkAfterUncleanExit(folder: string, checkWorker: string): Promise<void> {
  say('The last run here did not end by itself; checking the archive …');
  const result = await checkArchive(folder, checkWorker);
  if (result.ok) return;
  throw new WorkbenchError(
    'store-damaged',
    `The archive in ${folder} is damaged: ${result.problems[0]!}${result.problems.length > 1 ? ` (and ${result.problems.length - 1} more)` : ''}.`,
    DAMAGE_REMEDY,
  );
}
