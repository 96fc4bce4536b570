import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { archiveRoom, backupArchive, backupFile, backupFolder, listBackups } from '../../../store';
import { requireMovedFolder } from '../../node/data-folder';
import { userPath } from '../../node/user-path';
import { withDataFolder, withJson, type FolderOptions, type JsonOption } from '../arguments';
import { careJob, megabytes } from '../care-job';
import { printJson, printLine, printTable, say } from '../output';

interface BackupOptions extends FolderOptions, JsonOption {
  readonly out?: string;
  readonly list?: true;
}

export function backupCommand(): Command {
  const command = new Command('backup')
    .description('copy the archive, also while a run writes to it')
    .option('--out <file>', 'file to write; it must not be there yet (a dated one in DATA-DIR/backups)')
    .option('--list', 'list the backups in DATA-DIR/backups instead');
  return withJson(withDataFolder(command)).action(async ({ dataDir, out, list, json }: BackupOptions) => {
    requireMovedFolder(dataDir);
    if (list) printBackups(dataDir, json);
    else await backUp(dataDir, out, json);
  });
}

async function backUp(dataDir: string, out: string | undefined, json: true | undefined): Promise<void> {
  const folder = backupFolder(dataDir);
  const target = out === undefined ? backupFile(folder, 'manual', new Date()) : userPath(out);
  // Also refuses where there is no archive, before a folder is made for nothing.
  if (out === undefined && existsSync(join(dataDir, 'workbench.sqlite')))
    mkdirSync(dirname(target), { recursive: true });
  await careJob('Copying', ({ work, onProgress, signal }) =>
    backupArchive(dataDir, target, onProgress, { work, signal }),
  );
  const { bytes } = archiveRoom(target);
  if (json) printJson({ file: target, bytes });
  else {
    say('A copy of the archive was written, read again and found whole:');
    printLine(target);
  }
}

function printBackups(dataDir: string, json: true | undefined): void {
  const backups = listBackups(backupFolder(dataDir));
  if (json) printJson(backups);
  else if (backups.length === 0) say('There are no backups yet; make one with: lab backup');
  else
    printTable(
      ['made', 'kind', 'size', 'file'],
      backups.map(({ at, kind, bytes, file }) => [
        at.slice(0, 19).replace('T', ' '),
        kind,
        megabytes(bytes),
        file,
      ]),
      4,
    );
}
