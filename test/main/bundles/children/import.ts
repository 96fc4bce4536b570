import { paceOf } from '../../../../src-main/hosts/node/pace';
import { takeBundle } from '../../../../src-main/hosts/node/bundle-file';
import { acquireRunnerLock, openArchiveWriter } from '../../../../src-main/store';

/** Imports a bundle into a data folder as the program does; says when it begins and when it is done. */
const [, , folder, file] = process.argv as [string, string, string, string];
const lock = acquireRunnerLock(folder);
const archive = openArchiveWriter(folder);
process.stdout.write('begun\n');
void takeBundle(
  folder,
  archive,
  file,
  paceOf({ rest: 1, told: (said) => process.stdout.write(`${said}\n`), cancelled: () => false }),
).then(() => {
  process.stdout.write('done\n');
  archive.close();
  lock.release();
});
