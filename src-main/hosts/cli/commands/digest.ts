import { Command } from 'commander';
import { experimentDigest } from '../../../core/experiment-digest';
import { withDataFolder, type FolderOptions } from '../arguments';
import { readingExperiment } from '../archive';
import { printLine } from '../output';

export function digestCommand(): Command {
  return withDataFolder(
    new Command('digest')
      .description('one SHA-256 over all results of a finished experiment')
      .argument('<experiment>'),
  ).action((reference: string, { dataDir }: FolderOptions) => {
    printLine(readingExperiment(dataDir, reference, experimentDigest));
  });
}
