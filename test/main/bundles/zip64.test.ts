import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { temporaryFolder } from '../../builders/temporary-folder';
import { aBundle, aFolder, anExperiment, digestIn, membersOf, take } from './builders';

test('a bundle in the form that is for more than 4 GiB is read as any other', async () => {
  const [from, to] = [aFolder(), aFolder()];
  const whole = anExperiment(from);
  const members = membersOf(await aBundle(from, [whole]));
  const file = join(temporaryFolder(), 'large.workbench.zip');
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(members))
    zip.addBuffer(Buffer.from(bytes), name, { forceZip64Format: true });
  zip.end({ forceZip64Format: true, comment: '' });
  await pipeline(zip.outputStream, createWriteStream(file));

  const opened = await openPromise(file, { lazyEntries: true, autoClose: false });
  // What tells the two forms apart: sizes and places in a field of their own (PKWARE's APPNOTE, 4.5.3).
  for await (const entry of opened.eachEntry())
    expect(entry.extraFields.map(({ id }) => id)).toContain(0x0001);
  opened.close();
  expect((await take(to, file)).experiments).toMatchObject([{ action: 'new', added: 12 }]);
  expect(digestIn(to, whole.id)).toBe(digestIn(from, whole.id));
});
