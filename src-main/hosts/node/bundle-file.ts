import { rmSync } from 'node:fs';
import type { BundlePlan } from '@shared/contract/bundles';
import { WorkbenchError } from '@shared/contract/errors';
import type { ExperimentRecord } from '@shared/contract/records';
import { importBundle, lookAtBundle } from '../../core/bundles/import-bundle';
import { planImport, type OpenedBundle } from '../../core/bundles/plan-import';
import type { ArchiveReader, ArchiveWriter, ImportWriter, Pace } from '../../core/ports';
import { exportBundle, type ExportedBundle } from '../../export/bundle/export-bundle';
import { unpackBundle } from '../../export/bundle/unpack';
import { createBundleDatabase, isArchiveFile, openBundleDatabase } from '../../store';
import { PROGRAM_VERSION } from '../version';
import { freeBytes } from './free-space';
import { makeIncoming } from './incoming-folder';

/** Writes a bundle; a file that is there is refused. */
export function writeBundle(
  dataFolder: string,
  archive: ArchiveReader,
  experiments: readonly ExperimentRecord[],
  file: string,
  pace: Pace,
): Promise<ExportedBundle> {
  const rules = { isReserved: (path: string) => isArchiveFile(dataFolder, path), replaces: false };
  return exportBundle(
    archive,
    { experiments, file, program: PROGRAM_VERSION },
    rules,
    createBundleDatabase,
    pace,
  );
}

/** Checks a bundle and says what importing it would do; the archive is only asked. */
export function lookIntoBundle(
  dataFolder: string,
  archive: ArchiveReader | null,
  file: string,
  pace: Pace,
): Promise<BundlePlan> {
  return withBundle(dataFolder, file, pace, async (bundle, rest) =>
    lookAtBundle(bundle, await planImport(bundle, archive, rest)),
  );
}

/** Checks a bundle and brings it in, all of it or nothing. */
export function takeBundle(
  dataFolder: string,
  archive: ArchiveWriter & ImportWriter,
  file: string,
  pace: Pace,
): Promise<BundlePlan> {
  return withBundle(dataFolder, file, pace, (bundle, rest) => importBundle(bundle, archive, rest));
}

/** Of the work: reading the file to its end. */
const UNPACKING = 0.3;

async function withBundle<T>(
  dataFolder: string,
  file: string,
  pace: Pace,
  use: (bundle: OpenedBundle, pace: Pace) => Promise<T>,
): Promise<T> {
  const part = (from: number, to: number): Pace => ({
    ...pace,
    tell: (said, share) => pace.tell(said, share === null ? null : from + (to - from) * share),
  });
  let folder: string | null = null;
  try {
    folder = makeIncoming(dataFolder);
    const free = freeBytes(dataFolder);
    const { manifest, database: path } = await unpackBundle(file, folder, free, part(0, UNPACKING));
    const database = openBundleDatabase(path);
    try {
      return await use({ manifest, database }, part(UNPACKING, 1));
    } finally {
      database.close();
    }
  } catch (error) {
    throw asFailure(error, file);
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

function asFailure(error: unknown, file: string): unknown {
  if (error instanceof WorkbenchError || !(error instanceof Error && 'syscall' in error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  return new WorkbenchError(
    code === 'ENOSPC' ? 'disk-full' : 'folder-unusable',
    `${file} cannot be read or unpacked: ${error.message}.`,
    'Nothing was imported.',
    { cause: error },
  );
}
