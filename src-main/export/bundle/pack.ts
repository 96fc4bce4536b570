import { PassThrough } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Pace } from '../../core/ports';
import { draftOf } from '../whole-file';
import { expandsTooMuch } from './limits';

/** A member of the zip file, and the file that it is made of. */
export interface Member {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** The least that the format can hold, in local time as it wants it: the same members give the same file. */
const NO_TIME = new Date(1980, 0, 1);
const REGULAR_FILE = 0o100644;
const LEVEL = 6;

/** Packs members, by name, into one zip file; it appears whole or not at all. Returns its size in bytes. */
export async function pack(
  target: string,
  members: readonly Member[],
  pace: Pace,
  compress = true,
): Promise<number> {
  const zip = new ZipFile();
  const total = members.reduce((sum, { bytes }) => sum + bytes, 0);
  const sorted = [...members].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, path } of sorted)
    zip.addFile(path, name, {
      mtime: NO_TIME,
      forceDosTimestamp: true,
      mode: REGULAR_FILE,
      compress,
      compressionLevel: compress ? LEVEL : 0,
    });
  zip.end();
  const draft = draftOf(target);
  try {
    let size = 0;
    const output = zip.outputStream.pipe(new PassThrough());
    zip.on('error', (error: Error) => output.destroy(error));
    for await (const chunk of output as AsyncIterable<Buffer>) {
      draft.write(chunk);
      size += chunk.length;
      await pace.tell('packing', Math.min(1, size / total));
    }
    // What compresses too well would be taken for a trap when it is read.
    if (compress && expandsTooMuch(size, total)) {
      draft.abandon();
      return await pack(target, members, pace, false);
    }
    draft.finish();
    return size;
  } finally {
    draft.abandon();
  }
}
