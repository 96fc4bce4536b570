import { openArchiveReader, openArchiveWriter } from '../../../../src-main/store/index';

/** One of several programs that meet at a new folder: each looks, makes the archive, and leaves a tag. */
const [, , folder, id, tag] = process.argv as [string, string, string, never, string];
openArchiveReader(folder)?.close();
const writer = openArchiveWriter(folder);
if (id) writer.addTag(id, tag);
writer.close();
