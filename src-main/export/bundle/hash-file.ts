import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Pace } from '../../core/ports';

/** SHA-256 of a file in hex, and its size. */
export async function hashFile(
  path: string,
  said: string,
  pace: Pace,
): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    await pace.tell(said, null);
  }
  return { sha256: hash.digest('hex'), bytes };
}
