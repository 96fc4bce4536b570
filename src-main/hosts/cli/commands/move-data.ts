import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { rememberMove } from '../../node/data-folder';
import { clearMovedFolder, prepareMove, requireMoveTarget } from '../../node/move-data';
import { userPath } from '../../node/user-path';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { holding, writing } from '../archive';
import { careJob } from '../care-job';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printJson, printLine, say } from '../output';

type MoveOptions = FolderOptions & JsonOption;

export function moveDataCommand(): Command {
  const command = new Command('move-data')
    .description('move experiments, imported tables, backups and preferences to another folder')
    .argument('<dir>', 'an empty folder, or one that is not there yet');
  return withJson(withDataFolder(command)).action(async (dir: string, { dataDir, json }: MoveOptions) => {
    const to = userPath(dir);
    if (!existsSync(join(dataDir, 'workbench.sqlite'))) {
      throw new WorkbenchError('bad-arguments', `There is no archive in ${dataDir} to move.`);
    }
    requireMoveTarget(dataDir, to);
    // Brings it up to date and looks for damage first, where that is due.
    await writing(dataDir, CHECK_WORKER_ENTRY, () => undefined);
    const remembered = await holding(dataDir, async () => {
      const ready = await careJob('Copying', (job) => prepareMove(dataDir, to, job));
      return holding(to, async () => {
        ready.finish();
        const isDefault = rememberMove(dataDir, to);
        clearMovedFolder(dataDir);
        return Promise.resolve(isDefault);
      });
    });
    if (json) printJson({ folder: to, remembered });
    else {
      printLine(`The data folder is now ${to}.`);
      say(remembered ? 'The next start finds it by itself.' : `Name it from now on: --data-dir ${to}`);
    }
  });
}
