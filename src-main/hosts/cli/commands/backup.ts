import { resolve } from 'node:path';
import { Command } from 'commander';
import { backupArchive } from '../../../store';
import { withDataFolder, type FolderOptions } from '../arguments';
import { say } from '../output';

interface BackupOptions extends FolderOptions {
  readonly out: string;
}

export function backupCommand(): Command {
  const command = new Command('backup')
    .description('copy the archive, also while a run writes to it')
    .requiredOption('--out <file>', 'file to write; it must not be there yet');
  return withDataFolder(command).action(async ({ dataDir, out }: BackupOptions) => {
    await backupArchive(resolve(dataDir), resolve(out));
    say(`${resolve(out)} holds a copy of the archive.`);
  });
}
