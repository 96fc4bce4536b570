import { Command } from 'commander';
import { withDataFolder, type FolderOptions } from '../arguments';
import { reading } from '../archive';
import { printJson } from '../output';
import { openReference, OWN_DRAWS } from '../read-spec';

interface SpecOptions extends FolderOptions {
  readonly ownDraws?: true;
}

export function specCommand(): Command {
  return withDataFolder(
    new Command('spec')
      .description('print an experiment as JSON, to be changed and run')
      .argument('<preset|experiment>')
      .option(...OWN_DRAWS),
  ).action((reference: string, { dataDir, ownDraws }: SpecOptions) => {
    printJson(reading(dataDir, (archive) => openReference(reference, archive, ownDraws).spec));
  });
}
