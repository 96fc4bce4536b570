import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { archiveRoom, compactedArchive } from '../../../store';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { holding, writing } from '../archive';
import { careJob, megabytes } from '../care-job';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printJson, printLine } from '../output';

type CompactOptions = FolderOptions & JsonOption;

export function compactCommand(): Command {
  const command = new Command('compact').description('give back room that nothing uses in the archive');
  return withJson(withDataFolder(command)).action(async ({ dataDir, json }: CompactOptions) => {
    const file = join(dataDir, 'workbench.sqlite');
    if (!existsSync(file)) {
      throw new WorkbenchError('bad-arguments', `There is no archive in ${dataDir} to compact.`);
    }
    // Brings it up to date and looks for damage first, where that is due.
    await writing(dataDir, CHECK_WORKER_ENTRY, () => undefined);
    const sizes = await holding(dataDir, async () => {
      const before = archiveRoom(file).bytes;
      const ready = await careJob('Compacting', (job) => compactedArchive(dataDir, job));
      ready.putInPlace();
      return { before, after: archiveRoom(file).bytes };
    });
    if (json) printJson(sizes);
    else {
      const { before, after } = sizes;
      printLine(`${megabytes(before)} before, ${megabytes(after)} now: ${megabytes(before - after)} freed.`);
    }
  });
}
