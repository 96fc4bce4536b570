import { Command } from 'commander';
import { WorkbenchError } from '@shared/contract/errors';
import { checkArchive, hasArchive } from '../../../store';
import { withDataFolder, type FolderOptions } from '../arguments';
import { requireMovedFolder } from '../../node/data-folder';
import { DAMAGE_REMEDY } from '../../node/sound-archive';
import { CHECK_WORKER_ENTRY } from '../entries';
import { printLine, say } from '../output';

interface CheckOptions extends FolderOptions {
  readonly thorough?: true;
}

export function checkCommand(): Command {
  const command = new Command('check')
    .description('look for damage in the archive')
    .option('--thorough', 'compare every index with its table as well');
  return withDataFolder(command).action(async ({ dataDir, thorough }: CheckOptions) => {
    requireMovedFolder(dataDir);
    if (!hasArchive(dataDir)) {
      throw new WorkbenchError(
        'bad-arguments',
        `There is no archive in ${dataDir}: there is nothing to check.`,
        'Name the data folder with --data-dir.',
      );
    }
    say(`Checking ${dataDir} …`);
    const result = await checkArchive(dataDir, CHECK_WORKER_ENTRY, { thorough: thorough ?? false });
    if (result.ok) {
      printLine('The archive is sound.');
      return;
    }
    throw new WorkbenchError(
      'store-damaged',
      `The archive in ${dataDir} is damaged:\n${result.problems.join('\n')}`,
      DAMAGE_REMEDY,
    );
  });
}
