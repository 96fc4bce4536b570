import type { ArchiveReader } from '../core/ports';
import { connectToRead } from './connection';
import { guarded, translated } from './failures';
import { archiveFile } from './files';
import { existsIn } from './folder';
import { layoutOf } from './identity';
import { latestLayout } from './migrate';
import { questionsTo } from './questions-to';
import { openArchiveWriter, type WriterOptions } from './writer';

/**
 * Opens the archive of a data folder for questions, beside any writer: each answer shows what is committed when it
 * starts. An archive of an older layout is brought up to date first. An unknown experiment has no runs.
 * @returns null where the folder holds no archive yet; nothing is made then.
 */
export function openArchiveReader(folder: string, options: WriterOptions = {}): ArchiveReader | null {
  const path = archiveFile(folder);
  if (!existsIn(folder, path)) return null;
  const database = guarded(path, () => connectToRead(path, options));
  try {
    const layout = layoutOf(database, path, latestLayout());
    if (layout === latestLayout()) return questionsTo(database, folder, options);
    database.close();
    if (layout === null) return null;
  } catch (error) {
    database.close();
    throw translated(error, path);
  }
  openArchiveWriter(folder, options).close();
  return openArchiveReader(folder, options);
}
