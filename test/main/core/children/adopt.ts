import { adoptRuns } from '../../../../src-main/core/adoption';
import type { ExperimentId } from '@shared/contract/ids';
import { acquireRunnerLock, openArchiveWriter } from '../../../../src-main/store';

/** Takes over what an experiment can have from others: says when it begins, with every batch, and when it is done. */
const [, , folder, id] = process.argv as [string, string, string, ExperimentId];
const lock = acquireRunnerLock(folder);
const archive = openArchiveWriter(folder);
process.stdout.write('begun\n');
void adoptRuns(archive, archive.findById(id)!, {
  breathe: () =>
    new Promise((resolve) => {
      process.stdout.write(`${archive.findById(id)!.counts.finished}\n`);
      setTimeout(resolve, 1);
    }),
}).then(() => {
  process.stdout.write('done\n');
  archive.close();
  lock.release();
});
