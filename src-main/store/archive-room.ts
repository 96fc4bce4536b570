import { statSync } from 'node:fs';
import { connectToRead } from './connection';
import { guarded } from './failures';

export interface ArchiveRoom {
  /** Of the archive and what waits to be moved into it. */
  readonly bytes: number;
  /** Of its pages, those that nothing uses: what compaction gives back, at least. */
  readonly free: number;
}

/** What an archive takes of the disk. */
export function archiveRoom(file: string): ArchiveRoom {
  return guarded(file, () => {
    const database = connectToRead(file, {});
    try {
      const page = database.pragma('page_size', { simple: true }) as number;
      const unused = database.pragma('freelist_count', { simple: true }) as number;
      const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      return { bytes: size(file) + size(`${file}-wal`), free: page * unused };
    } finally {
      database.close();
    }
  });
}
