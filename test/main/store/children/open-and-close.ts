import type { ExperimentId } from '@shared/contract/ids';
import { openArchiveReader, openArchiveWriter } from '../../../../src-main/store/index';

/** One of several programs that meet at a new folder: each looks, makes the archive, and leaves a tag. */
const [, , folder, id, tag] = process.argv;
openArchiveReader(folder!)?.close();
const writer = openArchiveWriter(folder!);
if (id !== undefined && tag !== undefined) writer.addTag([id as ExperimentId], tag);
writer.close();
