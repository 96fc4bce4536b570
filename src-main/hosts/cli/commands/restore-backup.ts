import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import {
  backupFile,
  backupFolder,
  hasArchive,
  openArchiveWriter,
  restoredArchive,
  updateSaid,
} from '../../../store';
import { userPath } from '../../node/user-path';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { holding } from '../archive';
import { careJob } from '../care-job';
import { printJson, printLine, say } from '../output';

type RestoreOptions = FolderOptions & JsonOption;

export function restoreBackupCommand(): Command {
  const command = new Command('restore-backup')
    .description('put a backup in place of the archive, which is kept as a backup itself')
    .argument('<file>', 'as "lab backup --list" names it; its name alone will do');
  return withJson(withDataFolder(command)).action(
    async (reference: string, { dataDir, json }: RestoreOptions) => {
      const own = resolve(backupFolder(dataDir), reference);
      const file = existsSync(own) ? own : userPath(reference);
      await holding(dataDir, async () => {
        const before = hasArchive(dataDir);
        const aside = backupFile(backupFolder(dataDir), 'before-restore', new Date());
        const ready = await careJob('Copying', (job) => restoredArchive(dataDir, file, job));
        ready.putInPlace(aside);
        openArchiveWriter(dataDir, { onUpdated: (update) => say(updateSaid(update)) }).close();
        if (json) printJson({ restored: file, setAside: before ? aside : null });
        else {
          printLine(`The archive in ${dataDir} is now the one of ${file}.`);
          if (before) say(`What was there is kept; to go back to it: lab restore-backup ${aside}`);
        }
      });
    },
  );
}
