import { Command } from 'commander';
import { withDataFolder, type FolderOptions } from '../arguments';
import { reading } from '../archive';
import { printJson } from '../output';
import { openReference } from '../read-spec';

export function specCommand(): Command {
  return withDataFolder(
    new Command('spec')
      .description('print an experiment as JSON, to be changed and run')
      .argument('<preset|experiment>'),
  ).action((reference: string, { dataDir }: FolderOptions) => {
    printJson(reading(dataDir, (archive) => openReference(reference, archive).spec));
  });
}
