import { Command } from 'commander';
import { backupArchive } from '../../../store';
import { withDataFolder, type FolderOptions } from '../arguments';
import { userPath } from '../../node/user-path';
import { say } from '../output';

interface BackupOptions extends FolderOptions {
  readonly out: string;
}

export function backupCommand(): Command {
  const command = new Command('backup')
    .description('copy the archive, also while a run writes to it')
    .requiredOption('--out <file>', 'file to write; it must not be there yet');
  return withDataFolder(command).action(async ({ dataDir, out }: BackupOptions) => {
    await backupArchive(dataDir, userPath(out));
    say(`${userPath(out)} holds a copy of the archive.`);
  });
}
