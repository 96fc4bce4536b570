import { openArchiveWriter } from '../../../../src-main/store/index';

/** Purges what is in the bin in the smallest batches: says when it has begun, and when all is done. */
const writer = openArchiveWriter(process.argv[2]!);
const binned = writer.searchLibrary({ shelf: 'bin', filter: [], order: null });
let begun = false;
const step = (): void => {
  const left = writer.purgeFor(0);
  if (!begun && left) process.stdout.write('begun\n');
  begun ||= left;
  if (!left) {
    const next = binned.pop();
    if (next === undefined) {
      process.stdout.write('done\n');
      writer.close();
      return;
    }
    writer.purge([next.id]);
  }
  setImmediate(step);
};
step();
